package org.keqiao.selection.panel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a task of a panel stands. */
public enum SeatState {
  /** Nobody has it; whoever suits may claim it. */
  @JsonProperty("open")
  OPEN,
  /** It was given to a reviewer who has not begun. */
  @JsonProperty("assigned")
  ASSIGNED,
  /** A reviewer works on it. */
  @JsonProperty("claimed")
  CLAIMED,
  /** It is scored. */
  @JsonProperty("scored")
  SCORED,
  /** It was not scored in time, or is not needed any more. */
  @JsonProperty("closed")
  CLOSED;

  /** The name in API and index. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of this name. */
  static SeatState of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether a reviewer has it and has not scored yet. */
  boolean isHeld() {
    return this == ASSIGNED || this == CLAIMED;
  }
}
