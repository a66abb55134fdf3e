package org.keqiao.ingest.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who wants a job, and when its turn is. Workers take the job whose turn is earliest: when it was
 * asked for, put back for each job of its kind that the same account has waiting already. So
 * whoever asks for a hundred at once does not make everybody else wait for all of them.
 *
 * @param by accounts, each once: the first {@link #MOST_ACCOUNTS}
 * @param name what the first of them calls the file
 * @param at when it was asked for
 * @param turn orders the queue
 */
public record Asked(List<String> by, Optional<String> name, Instant at, Instant turn) {

  /** How many accounts can see the same job. */
  static final int MOST_ACCOUNTS = 200;

  /** Of a job that was kept before it was noted who asks. */
  static final Asked LONG_AGO =
      new Asked(List.of(), Optional.empty(), Instant.EPOCH, Instant.EPOCH);

  /** Whose place in the queue it takes. */
  Optional<String> owner() {
    return by.stream().findFirst();
  }

  /** The same, wanted by more accounts. */
  Asked by(List<String> more) {
    return new Asked(
        Stream.concat(by.stream(), more.stream()).distinct().limit(MOST_ACCOUNTS).toList(),
        name,
        at,
        turn);
  }

  /** All who wanted it so far, and whoever asks again now: her turn counts. */
  Asked and(Asked again) {
    return new Asked(again.by, again.name.or(() -> name), again.at, again.turn).by(by);
  }
}
