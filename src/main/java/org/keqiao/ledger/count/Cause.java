package org.keqiao.ledger.count;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Why a lesson was not delivered. */
public enum Cause {
  /** The urban school cancelled it. */
  @JsonProperty("cancelled-by-urban")
  CANCELLED_BY_URBAN,
  /** The rural school cancelled it. */
  @JsonProperty("cancelled-by-rural")
  CANCELLED_BY_RURAL,
  /** Somebody of neither school cancelled it. */
  @JsonProperty("cancelled")
  CANCELLED,
  /** Nobody came. */
  @JsonProperty("not-held")
  NOT_HELD,
  /** The teacher was not there, or not for long enough. */
  @JsonProperty("lead-absent")
  LEAD_ABSENT,
  /** The room was not there, came late or left early. */
  @JsonProperty("room-absent")
  ROOM_ABSENT,
  /** The line broke. */
  @JsonProperty("line-lost")
  LINE_LOST;

  /** Its name in JSON, in the index and in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
