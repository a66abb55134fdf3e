package org.keqiao.classroom.channel;

import java.util.Optional;
import java.util.function.BiFunction;
import org.keqiao.classroom.event.Seat;
import org.keqiao.http.channel.Channel;

/**
 * Somebody who takes part by this server.
 *
 * @param connection names the connection, on all servers
 * @param language says a refusal in her language
 */
record Member(
    String connection,
    String account,
    Seat seat,
    Optional<String> school,
    BiFunction<String, Object[], String> language,
    Outbox outbox) {

  /** The session is over. */
  static final int OVER = 4410;

  /** A newer connection has the same seat. */
  static final int REPLACED = 4409;

  Member(
      String connection,
      String account,
      Seat seat,
      Optional<String> school,
      BiFunction<String, Object[], String> language,
      Channel channel) {
    this(connection, account, seat, school, language, new Outbox(channel));
  }

  boolean teaches() {
    return seat == Seat.LEAD || seat == Seat.ASSISTANT;
  }

  /** Whether she sees all rooms. */
  boolean oversees() {
    return seat == Seat.LEAD || seat == Seat.OBSERVER;
  }

  void refuse(Optional<String> ref, Refusal refusal) {
    outbox.send(
        Spoken.refused(
            ref, refusal.code(), language.apply(refusal.code(), refusal.arguments().toArray())));
  }
}
