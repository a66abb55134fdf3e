package org.keqiao.ledger.hour;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an hour stands. */
public enum HourState {
  /** The lesson goes on, or what is known of it is not complete. */
  @JsonProperty("open")
  OPEN,
  /** It is counted, and waits for what the schools say. */
  @JsonProperty("counted")
  COUNTED,
  /** Both schools say that it is right, or said nothing in time. */
  @JsonProperty("confirmed")
  CONFIRMED,
  /** A school says that it is wrong. */
  @JsonProperty("disputed")
  DISPUTED,
  /** A dispute is over. */
  @JsonProperty("settled")
  SETTLED;

  /** Its name in JSON and in the index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
