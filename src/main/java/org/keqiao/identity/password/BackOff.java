package org.keqiao.identity.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Makes whoever fails again and again wait longer each time: nothing after the first few failures,
 * then two seconds, and twice as long after each further one, up to a quarter of an hour. An hour
 * without a failure, or a success, and all is forgotten: nobody is locked out for ever.
 */
final class BackOff {

  /** Who has so many passwords in her fingers tries them all. */
  static final int FREE = 5;

  static final Duration FIRST = Duration.ofSeconds(2);
  static final Duration LONGEST = Duration.ofMinutes(15);
  static final Duration FORGOTTEN = Duration.ofHours(1);

  /** Some 200 bytes each. */
  private static final int MOST_REMEMBERED = 50_000;

  private final Ticker ticker;
  private final Cache<String, Failures> failures;

  /**
   * @param count how many there were one after the other
   * @param until nanoseconds of the ticker
   */
  private record Failures(int count, long until) {}

  BackOff(Ticker ticker) {
    this.ticker = ticker;
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(FORGOTTEN)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** How long one must still wait; nothing when one may try now. */
  Duration left(String who) {
    Failures known = failures.getIfPresent(who);
    long nanos = known == null ? 0 : known.until() - ticker.read();
    return nanos <= 0 ? Duration.ZERO : Duration.ofNanos(nanos);
  }

  /** Counts a failure. */
  void failed(String who) {
    failures
        .asMap()
        .compute(
            who,
            (same, known) -> {
              int count = known == null ? 1 : known.count() + 1;
              return new Failures(count, ticker.read() + pause(count).toNanos());
            });
  }

  private static Duration pause(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    Duration pause = FIRST.multipliedBy(1L << Math.min(count - FREE, 20));
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }

  /** Forgets the failures of one who has succeeded. */
  void succeeded(String who) {
    failures.invalidate(who);
  }
}
