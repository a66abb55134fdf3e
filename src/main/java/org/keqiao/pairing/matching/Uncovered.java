package org.keqiao.pairing.matching;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Why a rural school has no partner. */
public enum Uncovered {
  /** No urban school of the region offers anything. */
  @JsonProperty("no-offer")
  NO_OFFER,
  /** Nobody teaches a subject that it needs. */
  @JsonProperty("no-subject")
  NO_SUBJECT,
  /** Nobody teaches such a subject to a grade that needs it. */
  @JsonProperty("no-grade")
  NO_GRADE,
  /** Those who teach it have no time when it has. */
  @JsonProperty("no-time")
  NO_TIME,
  /** All who could help it have as many partners as they can have. */
  @JsonProperty("no-capacity")
  NO_CAPACITY,
  /** Somebody took its partner from it. */
  @JsonProperty("removed")
  REMOVED;

  /** The name in the API. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
