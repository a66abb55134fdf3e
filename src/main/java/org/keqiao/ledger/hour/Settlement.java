package org.keqiao.ledger.hour;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.ledger.count.Verdict;

/**
 * How a dispute ended.
 *
 * @param by the account that ended it
 * @param verdict what the hour counts as, if nothing makes up for it later
 * @param reason why, in the words of whoever decided it
 */
public record Settlement(How how, String by, Instant at, Verdict verdict, Optional<String> reason) {

  /** How. */
  public enum How {
    /** The other school accepted what the disputing one said. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** The bureau decided. */
    @JsonProperty("decided")
    DECIDED
  }
}
