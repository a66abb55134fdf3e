package org.keqiao.ledger.count;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.store.Json;

/**
 * What was counted of a lesson for one room, and what it comes to.
 *
 * @param booked how long it was to be, in seconds
 * @param seconds how long both ends were there, never more than was booked
 * @param own what it counts as by itself
 * @param falls how the room fell from one way to a worse one
 * @param makeUps lessons that were to make up for it, the first ones first
 */
public record Figures(
    int booked, Seconds seconds, Verdict own, List<Fall> falls, List<MakeUp> makeUps) {

  private static final Comparator<MakeUp> FIRST =
      Comparator.comparing(MakeUp::at).thenComparing(MakeUp::lesson);

  /** Keeps its lists from changing. */
  public Figures {
    falls = List.copyOf(falls);
    makeUps = List.copyOf(makeUps);
  }

  /** The same with a lesson that was to make up for it, in place of what was known of that. */
  public Figures with(MakeUp makeUp) {
    return new Figures(
        booked,
        seconds,
        own,
        falls,
        Stream.concat(
                makeUps.stream().filter(each -> !each.lesson().equals(makeUp.lesson())),
                Stream.of(makeUp))
            .sorted(FIRST)
            .toList());
  }

  /** The same with the lessons that other figures name as making up for it. */
  public Figures madeUpAs(Figures other) {
    return new Figures(booked, seconds, own, falls, other.makeUps);
  }

  /** What it comes to. */
  public Verdict verdict() {
    return own.madeUpBy(makeUps);
  }

  /** SHA-256 of them as JSON: what a confirmation is under. */
  public String hash() {
    return DigestUtils.sha256Hex(Json.bytes(this));
  }
}
