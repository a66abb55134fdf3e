package org.keqiao.ledger.count;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What became of a lesson. */
public enum Outcome {
  /** Both ends were there for enough of it. */
  @JsonProperty("delivered")
  DELIVERED,
  /** Both ends were there for some of it. */
  @JsonProperty("partial")
  PARTIAL,
  /** It was missed, in part or altogether, and made up later. */
  @JsonProperty("made-up")
  MADE_UP,
  /** The two ends were never there together. */
  @JsonProperty("missed")
  MISSED;

  /** Whether something is owed for it. */
  public boolean isOwed() {
    return this == PARTIAL || this == MISSED;
  }

  /** Its name in JSON, in the index and in tables. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
