package org.keqiao.http.limit;

import java.time.Duration;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/**
 * What a quota says to one request. The two header fields are those of
 * draft-ietf-httpapi-ratelimit-headers-09, one policy each.
 *
 * @param quota the quota that was asked
 * @param granted whether there was one to take
 * @param left how many are left
 * @param untilFull when all of them are there again, if nobody takes any
 * @param untilNext when there is one again; nothing while there is
 */
public record Verdict(
    Quota quota, boolean granted, long left, Duration untilFull, Duration untilNext) {

  /** {@code RateLimit-Policy}: how many there are in which span, in seconds. */
  public String policy() {
    Rate rate = quota.rate();
    return "\"" + quota.name() + "\";q=" + rate.most() + ";w=" + seconds(rate.span());
  }

  /** {@code RateLimit}: how many are left until all are there again, in seconds. */
  public String limit() {
    return "\"" + quota.name() + "\";r=" + left + ";t=" + seconds(untilFull);
  }

  /** The fault of a request that was not granted. */
  public FaultException refusal(String code) {
    return FaultException.of(
        new Fault.TooMany(code, Duration.ofSeconds(Math.max(1, seconds(untilNext)))));
  }

  private static long seconds(Duration span) {
    return span.plusNanos(999_999_999).toSeconds();
  }
}
