package org.keqiao.timetable.booking;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a booking stands. */
public enum BookingState {
  /** The lesson is to be given, or is being given. */
  @JsonProperty("booked")
  BOOKED,
  /** It is not given. */
  @JsonProperty("cancelled")
  CANCELLED,
  /** It was given. */
  @JsonProperty("ended")
  ENDED,
  /** Nobody was ever answered that it is booked; such a record is as good as none. */
  @JsonProperty("void")
  VOID;

  /** The name in API and index. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
