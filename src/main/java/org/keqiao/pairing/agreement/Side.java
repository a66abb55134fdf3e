package org.keqiao.pairing.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One of the two schools of an agreement. */
public enum Side {
  /** The school that gives lessons. */
  @JsonProperty("urban")
  URBAN,
  /** The school that receives them. */
  @JsonProperty("rural")
  RURAL
}
