package org.keqiao.ledger.agreement;

import java.util.Optional;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.count.Way;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourState;

/** What a single hour adds to sums. */
final class HourSums {

  private HourSums() {}

  static Sums of(Hour hour) {
    Optional<Verdict> verdict = hour.verdict();
    Optional<Outcome> outcome = verdict.map(Verdict::outcome);
    boolean over = hour.state() == HourState.CONFIRMED || hour.state() == HourState.SETTLED;
    return new Sums(
        1,
        one(hour.lesson().booking().isEmpty()),
        one(outcome.isEmpty()),
        delivered(verdict),
        one(outcome, Outcome.PARTIAL),
        verdict.filter(each -> each.outcome() == Outcome.PARTIAL).map(Verdict::minutes).orElse(0),
        one(outcome, Outcome.MISSED),
        one(outcome, Outcome.MADE_UP),
        one(hour.state() == HourState.DISPUTED),
        one(over));
  }

  private static Sums.Delivered delivered(Optional<Verdict> verdict) {
    if (verdict.filter(each -> each.outcome() == Outcome.DELIVERED).isEmpty()) {
      return new Sums.Delivered(0, 0, 0, 0, 0);
    }
    Optional<Way> way = verdict.flatMap(Verdict::way);
    return new Sums.Delivered(
        1, by(way, Way.LIVE), by(way, Way.VIDEO), by(way, Way.LITE), by(way, Way.AUDIO));
  }

  private static long by(Optional<Way> way, Way wanted) {
    return one(way.equals(Optional.of(wanted)));
  }

  private static long one(Optional<Outcome> outcome, Outcome wanted) {
    return one(outcome.equals(Optional.of(wanted)));
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }
}
