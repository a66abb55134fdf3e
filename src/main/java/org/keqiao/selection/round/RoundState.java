package org.keqiao.selection.round;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a round stands in its life. */
public enum RoundState {
  /** It is announced, and entries are not taken yet. */
  @JsonProperty("planned")
  PLANNED,
  /** Entries are taken. */
  @JsonProperty("open")
  OPEN,
  /** Panels score. */
  @JsonProperty("reviewing")
  REVIEWING,
  /** The scores are counted; only the organiser sees the outcome. */
  @JsonProperty("decided")
  DECIDED,
  /** The outcome is public, and anybody may object. */
  @JsonProperty("notice")
  NOTICE,
  /** The outcome holds. */
  @JsonProperty("final")
  FINAL,
  /** Scored anew after it had been decided. */
  @JsonProperty("reopened")
  REOPENED,
  /** It does not take place. */
  @JsonProperty("cancelled")
  CANCELLED;

  /** The name in API and index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether panels score. */
  public boolean isScored() {
    return this == REVIEWING || this == REOPENED;
  }

  /** Whether the clock may still move it. */
  boolean isMoving() {
    return this != FINAL && this != CANCELLED;
  }

  /** Whether everybody may see who won. */
  public boolean isPublic() {
    return this == NOTICE || this == FINAL;
  }
}
