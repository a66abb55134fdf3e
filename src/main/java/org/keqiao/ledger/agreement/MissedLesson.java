package org.keqiao.ledger.agreement;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.ledger.count.Cause;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A lesson that is owed, and what can make up for it.
 *
 * @param hour id of its hour
 * @param makesUpFor what a booking or session names that is to make up for it
 * @param lesson id of the lesson of the catalogue that the room can watch by itself
 * @param recording id of the session that was held without the room
 */
public record MissedLesson(
    Id hour,
    Instant begins,
    Optional<String> subject,
    Outcome outcome,
    Optional<Cause> cause,
    int minutes,
    String makesUpFor,
    Optional<String> lesson,
    Optional<String> recording) {

  static Optional<MissedLesson> of(Entry<Hour> entry) {
    Hour hour = entry.value();
    return hour.verdict()
        .filter(verdict -> verdict.outcome().isOwed())
        .map(
            verdict ->
                new MissedLesson(
                    entry.id(),
                    hour.lesson().begins(),
                    hour.lesson().about().subject(),
                    verdict.outcome(),
                    verdict.cause(),
                    verdict.minutes(),
                    hour.lesson().session().or(() -> hour.lesson().booking()).orElseThrow(),
                    hour.lesson().about().lesson(),
                    hour.lesson().session().filter(session -> wasHeld(verdict))));
  }

  private static boolean wasHeld(Verdict verdict) {
    return verdict.cause().filter(MissedLesson::withTheLead).isPresent();
  }

  private static boolean withTheLead(Cause cause) {
    return cause == Cause.ROOM_ABSENT || cause == Cause.LINE_LOST;
  }
}
