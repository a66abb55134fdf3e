package org.keqiao.classroom.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a session stands in its life. */
public enum SessionState {
  /** The lead has not come yet. */
  @JsonProperty("planned")
  PLANNED,
  /** The lead has come. */
  @JsonProperty("open")
  OPEN,
  /** It is over. */
  @JsonProperty("ended")
  ENDED;

  /** The name in API and index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
