package org.keqiao.ledger.count;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * That a room had less than before.
 *
 * @param from how the lesson reached it before; absent when it came late
 * @param to how from then on; absent when it was gone
 */
public record Fall(Instant at, Optional<Way> from, Optional<Way> to, Why why) {

  /** Why. */
  public enum Why {
    /** The room came after the teacher had begun. */
    @JsonProperty("came-late")
    CAME_LATE,
    /** The line did not carry more. */
    @JsonProperty("line-slow")
    LINE_SLOW,
    /** The room was cut off and came back. */
    @JsonProperty("line-lost")
    LINE_LOST,
    /** The room did not come back while the teacher was there. */
    @JsonProperty("left")
    LEFT,
    /** The teacher was away while the room was there. */
    @JsonProperty("lead-away")
    LEAD_AWAY
  }
}
