package org.keqiao.selection.submission;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a submission stands. */
public enum SubmissionState {
  /** What must be unique of it is being taken. */
  @JsonProperty("pending")
  PENDING,
  /** It takes part. */
  @JsonProperty("submitted")
  SUBMITTED,
  /** Something of it was taken already, or nobody went on with it. */
  @JsonProperty("refused")
  REFUSED,
  /** Whoever handed it in took it back. */
  @JsonProperty("withdrawn")
  WITHDRAWN;

  /** The name in API and index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isLive() {
    return this == PENDING || this == SUBMITTED;
  }
}
