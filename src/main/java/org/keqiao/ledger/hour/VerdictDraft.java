package org.keqiao.ledger.hour;

import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.count.Way;

/**
 * What somebody says that an hour is to count as.
 *
 * @param outcome what became of the lesson
 * @param way how most of it reached the room; not of a missed one
 * @param minutes how long both ends were there; a partial lesson needs it
 */
record VerdictDraft(Optional<Outcome> outcome, Optional<Way> way, Optional<Integer> minutes) {

  private static final int LONGEST = 600;

  /** Notes what is wrong with it. */
  void check(String pointer, Violations violations) {
    if (outcome.isEmpty()) {
      violations.add(pointer + "/outcome", "missing");
      return;
    }
    violations.number(pointer + "/minutes", minutes, 0, LONGEST);
    boolean missed = outcome.get() == Outcome.MISSED;
    if (outcome.get() == Outcome.PARTIAL && minutes.isEmpty()) {
      violations.add(pointer + "/minutes", "missing");
    }
    if (missed && minutes.orElse(0) > 0) {
      violations.add(pointer + "/minutes", "number-range", 0, 0);
    }
    if (way.isPresent() && !fits(outcome.get(), way.get())) {
      violations.add(pointer + "/way", "hour-way", way.get().label(), outcome.get().label());
    }
  }

  private static boolean fits(Outcome outcome, Way way) {
    return switch (outcome) {
      case DELIVERED, PARTIAL -> way.delivers();
      case MADE_UP -> true;
      case MISSED -> false;
    };
  }

  /** The verdict that it describes; nothing may be wrong with it. */
  Verdict value(Hour hour) {
    int booked = hour.counted().map(known -> known.figures().booked() / 60).orElse(0);
    boolean missed = outcome.orElseThrow() == Outcome.MISSED;
    Optional<Way> had =
        way.or(() -> missed ? Optional.empty() : hour.verdict().flatMap(Verdict::way));
    return new Verdict(
        outcome.orElseThrow(),
        outcome.orElseThrow() == Outcome.MADE_UP ? had : had.filter(Way::delivers),
        minutes.orElse(missed ? 0 : booked),
        outcome.orElseThrow().isOwed() ? hour.verdict().flatMap(Verdict::cause) : Optional.empty());
  }
}
