package org.keqiao.feed.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When an event is tried again that did not arrive. */
final class Retries {

  /** What the other side asks for counts, but not without end. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private static final double LEAST = 0.9;
  private static final double SPREAD = 0.2;

  private final List<Duration> schedule;
  private final RandomGenerator random;

  Retries(List<Duration> schedule, RandomGenerator random) {
    this.schedule = List.copyOf(schedule);
    this.random = random;
  }

  /**
   * When to try again; nothing when that is given up.
   *
   * @param failures attempts in vain, before this one
   */
  Optional<Instant> next(int failures, Attempt attempt, Instant now) {
    if (attempt.gone() || failures >= schedule.size()) {
      return Optional.empty();
    }
    Duration wait = schedule.get(failures);
    Instant usual =
        now.plusMillis(Math.round(wait.toMillis() * (LEAST + SPREAD * random.nextDouble())));
    Instant latest = now.plus(LONGEST.compareTo(wait) > 0 ? LONGEST : wait);
    return attempt
        .retryAfter()
        .filter(usual::isBefore)
        .map(asked -> asked.isAfter(latest) ? latest : asked)
        .or(() -> Optional.of(usual));
  }
}
