package org.keqiao.ledger.count;

import java.util.Optional;

/**
 * What a lesson counts as.
 *
 * @param way how most of it reached the room, by itself or made up
 * @param minutes whole minutes that both ends were there; of a made up one, that the room had
 * @param cause why it was not delivered
 */
public record Verdict(Outcome outcome, Optional<Way> way, int minutes, Optional<Cause> cause) {

  /**
   * The same, when lessons may have made up for it; none of them counts for one that was delivered,
   * and no more than one for one that was not.
   */
  public Verdict madeUpBy(Iterable<MakeUp> makeUps) {
    if (!outcome.isOwed()) {
      return this;
    }
    for (MakeUp each : makeUps) {
      if (each.whole()) {
        return new Verdict(Outcome.MADE_UP, Optional.of(each.way()), each.seconds() / 60, cause);
      }
    }
    return this;
  }
}
