package org.keqiao.pairing.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an agreement stands in its life. */
public enum AgreementState {
  /** Waits for the signatures of both schools. */
  @JsonProperty("proposed")
  PROPOSED,
  /** Both have signed, and its first day has not come. */
  @JsonProperty("accepted")
  ACCEPTED,
  /** Lessons are given. */
  @JsonProperty("active")
  ACTIVE,
  /** Lessons are not given for a while. */
  @JsonProperty("suspended")
  SUSPENDED,
  /** It is over. */
  @JsonProperty("ended")
  ENDED,
  /** One of the schools did not want it. */
  @JsonProperty("declined")
  DECLINED,
  /** Nobody answered in time. */
  @JsonProperty("expired")
  EXPIRED;

  /** The name in API and index. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether both schools have signed and it is not over. */
  public boolean binds() {
    return this == ACCEPTED || this == ACTIVE || this == SUSPENDED;
  }

  /** Whether it takes, or may yet take, something of what the urban school can give. */
  public boolean isOpen() {
    return this == PROPOSED || binds();
  }
}
