package org.keqiao.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import java.time.Duration;

/**
 * Holds many to one rate, each by its own token bucket. What is known of one who stays away for as
 * long as a span is forgotten, because her bucket is full again by then. When more come than are
 * remembered, those are forgotten first who come seldom.
 */
public final class Quota {

  /** How many buckets are kept, of some 300 bytes each. */
  private static final int MOST_REMEMBERED = 20_000;

  private final String name;
  private final Rate rate;
  private final LoadingCache<String, Bucket> buckets;

  /**
   * @param name of the policy, as callers read it: letters and hyphens
   */
  public Quota(String name, Rate rate) {
    this.name = name;
    this.rate = rate;
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(rate.span())
            .build(key -> bucket(rate));
  }

  private static Bucket bucket(Rate rate) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.most()).refillGreedy(rate.most(), rate.span()))
        .build();
  }

  /** Takes one, if there is one. */
  public Verdict take(String key) {
    ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return new Verdict(
        this,
        probe.isConsumed(),
        probe.getRemainingTokens(),
        Duration.ofNanos(probe.getNanosToWaitForReset()),
        Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  /** Looks whether there is one to take, and leaves it. */
  public Verdict look(String key) {
    EstimationProbe probe = buckets.get(key).estimateAbilityToConsume(1);
    Duration untilNext = Duration.ofNanos(probe.getNanosToWaitForRefill());
    return new Verdict(
        this, probe.canBeConsumed(), probe.getRemainingTokens(), untilNext, untilNext);
  }

  String name() {
    return name;
  }

  Rate rate() {
    return rate;
  }
}
