package org.keqiao.feed.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.feed.FeedPosition;

/**
 * How far a webhook has come, and who brings its events now.
 *
 * @param position everything before it was brought
 * @param replays how often it was set back
 * @param failures attempts in vain for the event that is next
 * @param next when that is tried again
 * @param lease who brings, and until when others leave it to that server
 */
record Progress(
    FeedPosition position,
    int replays,
    int failures,
    Optional<Instant> next,
    Optional<Lease> lease) {

  /** That a server brings. */
  record Lease(String server, Instant until) {}

  static Progress from(FeedPosition position) {
    return new Progress(position, 0, 0, Optional.empty(), Optional.empty());
  }

  /** Whether a server may take it. */
  boolean free(String server, Instant now) {
    return lease
        .filter(held -> !held.server().equals(server) && now.isBefore(held.until()))
        .isEmpty();
  }

  boolean heldBy(String server) {
    return lease.filter(held -> held.server().equals(server)).isPresent();
  }

  Progress taken(String server, Instant now, Duration span) {
    return new Progress(
        position, replays, failures, next, Optional.of(new Lease(server, now.plus(span))));
  }

  Progress given() {
    return new Progress(position, replays, failures, next, Optional.empty());
  }

  Progress at(FeedPosition place) {
    return new Progress(place, replays, 0, Optional.empty(), lease);
  }

  Progress failed(Optional<Instant> again) {
    return new Progress(position, replays, failures + 1, again, lease);
  }

  /** Set back, or forward, by somebody. */
  Progress replayedFrom(FeedPosition place) {
    return new Progress(place, replays + 1, 0, Optional.empty(), lease);
  }

  /** Tried again at once, and for as long as at first. */
  Progress afresh() {
    return new Progress(position, replays, 0, Optional.empty(), lease);
  }
}
