package org.keqiao.http.limit;

import java.time.Duration;

/** Watches whether bytes move at no less than a rate, over one window of time after the other. */
final class Pace {

  private final long windowNanos;
  private final long least;
  private boolean watching;
  private long since;
  private long before;

  /**
   * @param slowest bytes a second
   */
  Pace(Duration window, long slowest) {
    this.windowNanos = window.toNanos();
    this.least = slowest * window.toSeconds();
  }

  /** Nothing needs to move now. */
  void rest() {
    watching = false;
  }

  /**
   * Whether they have moved too slowly.
   *
   * @param bytes moved so far
   * @param now as {@link System#nanoTime()} counts
   */
  boolean isTooSlow(long bytes, long now) {
    if (watching && now - since < windowNanos) {
      return false;
    }
    boolean tooSlow = watching && bytes - before < least;
    watching = true;
    since = now;
    before = bytes;
    return tooSlow;
  }
}
