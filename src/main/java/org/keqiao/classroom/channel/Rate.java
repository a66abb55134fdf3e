package org.keqiao.classroom.channel;

/** How often somebody may say something: a bucket that fills evenly. Of one thread. */
final class Rate {

  private static final double NANOS = 1e9;
  private static final int SECONDS = 3;

  private final double perSecond;
  private double left;
  private long last;

  Rate(double perSecond, long now) {
    this.perSecond = perSecond;
    this.left = perSecond * SECONDS;
    this.last = now;
  }

  /**
   * Takes one.
   *
   * @param now {@link System#nanoTime}
   */
  boolean take(long now) {
    left = Math.min(perSecond * SECONDS, left + (now - last) / NANOS * perSecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
