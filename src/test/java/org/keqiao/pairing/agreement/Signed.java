package org.keqiao.pairing.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Agreements with a past, for tests of what they promise. */
public record Signed(Agreement agreement) {

  /** Signed by both at a moment. */
  public static Signed at(Instant moment, Terms terms) {
    Agreement proposed =
        Agreement.proposed(
            "city", "village", Optional.empty(), terms, Agreement.Deed.ofTheClock(moment));
    return new Signed(
        proposed
            .signed(Side.URBAN, terms.hash(), Agreement.Deed.of("u", moment, Side.URBAN))
            .signed(Side.RURAL, terms.hash(), Agreement.Deed.of("r", moment, Side.RURAL))
            .stepped(Step.BEGIN, Agreement.Deed.ofTheClock(moment)));
  }

  /** Terms of one subject. */
  public static Terms terms(int hours, LocalDate from, LocalDate to, String... subjects) {
    return new Terms(
        List.of(subjects).stream()
            .map(subject -> new Terms.Course(subject, Optional.empty()))
            .toList(),
        hours,
        from,
        to,
        Optional.empty(),
        Optional.empty());
  }

  /** Other terms, signed by both. */
  public Signed amended(Instant moment, Terms terms) {
    return new Signed(
        agreement
            .amended(terms, Agreement.Deed.of("u", moment, Side.URBAN))
            .signed(Side.URBAN, terms.hash(), Agreement.Deed.of("u", moment, Side.URBAN))
            .signed(Side.RURAL, terms.hash(), Agreement.Deed.of("r", moment, Side.RURAL)));
  }

  /** A step that somebody takes. */
  public Signed stepped(Instant moment, Step step) {
    return new Signed(agreement.stepped(step, Agreement.Deed.ofTheClock(moment)));
  }
}
