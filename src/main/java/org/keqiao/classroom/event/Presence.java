package org.keqiao.classroom.event;

import java.util.Optional;

/**
 * Somebody who is there.
 *
 * @param connection names the connection
 * @param server to which it is
 * @param since milliseconds since 1970
 * @param heard when something of it was last put in the log
 * @param stretch the time that counts for her school, if any does
 */
public record Presence(
    String connection,
    String server,
    Seat seat,
    Optional<String> school,
    String account,
    long since,
    long heard,
    Optional<Stretch> stretch) {

  /** A seat that only one connection can have. */
  public String place() {
    return place(seat, school, account, connection);
  }

  /** The seat that a connection would have. */
  public static String place(
      Seat seat, Optional<String> school, String account, String connection) {
    return switch (seat) {
      case LEAD -> "lead " + account;
      case ROOM -> "room " + school.orElse("");
      case ASSISTANT -> "assistant " + school.orElse("") + " " + account;
      case OBSERVER -> "observer " + connection;
    };
  }

  static Presence of(Happened joined, Act.Join join) {
    Optional<Stretch> leads =
        Optional.of(new Stretch(joined.at(), joined.at(), Optional.empty()))
            .filter(any -> joined.seat() == Seat.LEAD);
    return new Presence(
        join.connection(),
        join.server(),
        joined.seat(),
        joined.school(),
        joined.by(),
        joined.at(),
        joined.at(),
        leads);
  }

  Presence with(Optional<Stretch> counted, long moment) {
    return new Presence(connection, server, seat, school, account, since, moment, counted);
  }
}
