package org.keqiao.ledger.hour;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.ledger.count.Taught;
import org.keqiao.ledger.promise.IsoWeek;

/**
 * The lesson that an hour is about.
 *
 * @param agreement id of the agreement
 * @param urban id of the school that gave it
 * @param rural id of the school that was to receive it
 * @param booking id of the booking, if somebody booked it
 * @param session id of the session in which it was held, if it was
 * @param begins when it was to begin
 * @param ends when it was to end
 */
public record Lesson(
    String agreement,
    String urban,
    String rural,
    Optional<String> booking,
    Optional<String> session,
    Taught.About about,
    Instant begins,
    Instant ends) {

  /** The week that it belongs to: the one in which it was to begin. */
  public IsoWeek week() {
    return IsoWeek.of(begins);
  }
}
