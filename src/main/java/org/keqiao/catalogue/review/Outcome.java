package org.keqiao.catalogue.review;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a review ends. */
public enum Outcome {
  /** Nothing is against it. */
  @JsonProperty("accept")
  ACCEPT,
  /** Something must be changed; of a flagged lesson: it is withdrawn. */
  @JsonProperty("return")
  RETURN
}
