package org.keqiao.classroom.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** As what somebody takes part in a session. */
public enum Seat {
  /** Drives the lesson. */
  @JsonProperty("lead")
  LEAD,
  /** The screen of a classroom that follows. */
  @JsonProperty("room")
  ROOM,
  /** The teacher who stands in such a classroom. */
  @JsonProperty("assistant")
  ASSISTANT,
  /** Looks on. */
  @JsonProperty("observer")
  OBSERVER;

  /** The name in the channel's address and in the log. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The seat with this name. */
  public static Optional<Seat> of(String label) {
    return Arrays.stream(values()).filter(seat -> seat.label().equals(label)).findFirst();
  }
}
