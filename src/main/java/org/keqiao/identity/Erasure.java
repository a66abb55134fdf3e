package org.keqiao.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.store.Id;

/**
 * That the holder of an account is to be erased (PIPL 个人信息保护法 article 47); has the id of the
 * account. It is written before anything is done, so that whoever starts next finishes what a
 * killed server began.
 *
 * @param by the account that asked for it
 * @param asked when
 * @param done what is done already
 */
record Erasure(Id by, Instant asked, List<Step> done) {

  /** What is done, in this order. */
  enum Step {
    /** A pseudonym stands in place of login name, name and profile; the account is disabled. */
    @JsonProperty("pseudonym")
    PSEUDONYM,
    /** Sessions have ended, nobody has the password, no single sign-on leads to the account. */
    @JsonProperty("signed-out")
    SIGNED_OUT,
    /** Earlier versions, sessions and links are deleted. */
    @JsonProperty("forgotten")
    FORGOTTEN
  }

  Erasure {
    done = List.copyOf(done);
  }

  static Erasure asked(Id by) {
    return new Erasure(by, Instant.now(), List.of());
  }

  boolean has(Step step) {
    return done.contains(step);
  }

  /** Whether nothing is left to do. */
  boolean isFinished() {
    return has(Step.FORGOTTEN);
  }

  Erasure with(Step step) {
    return new Erasure(
        by, asked, Stream.concat(done.stream(), Stream.of(step)).distinct().sorted().toList());
  }
}
