package org.keqiao.feed.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to bring an event.
 *
 * @param at when it began
 * @param millis how long it took
 * @param status what the other side answered; absent when it did not
 * @param excerpt how its answer begins
 * @param failure why there was no answer
 * @param retryAfter when the other side wants to be asked again
 */
record Attempt(
    Instant at,
    long millis,
    Optional<Integer> status,
    Optional<String> excerpt,
    Optional<Failure> failure,
    Optional<Instant> retryAfter) {

  private static final int GONE = 410;

  /** Why there was no answer. */
  enum Failure {
    /** The name stands for no address. */
    @JsonProperty("unknown-host")
    UNKNOWN_HOST,
    /** The address is none that this server asks. */
    @JsonProperty("address-refused")
    ADDRESS_REFUSED,
    /** Nobody took the connection, or it broke. */
    @JsonProperty("no-connection")
    NO_CONNECTION,
    /** The certificate is not believed, or there is no TLS. */
    @JsonProperty("tls")
    TLS,
    /** It took too long. */
    @JsonProperty("timeout")
    TIMEOUT
  }

  /** Whether the other side has it. */
  boolean delivered() {
    return status.filter(code -> code / 100 == 2).isPresent();
  }

  /** Whether the other side wants nothing any more. */
  boolean gone() {
    return status.filter(code -> code == GONE).isPresent();
  }
}
