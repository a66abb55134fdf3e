package org.keqiao.media;

import java.time.Duration;
import java.util.Optional;

/** Pictures a second, as a fraction. */
public record FrameRate(int numerator, int denominator) implements Comparable<FrameRate> {

  /** Refuses what is no rate. */
  public FrameRate {
    if (numerator <= 0 || denominator <= 0) {
      throw new IllegalArgumentException(numerator + "/" + denominator);
    }
  }

  /** Reads {@code 30000/1001}; empty if it is no rate, such as {@code 0/0}. */
  static Optional<FrameRate> parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      int numerator = Integer.parseInt(parts[0]);
      int denominator = parts.length > 1 ? Integer.parseInt(parts[1]) : 1;
      return numerator > 0 && denominator > 0
          ? Optional.of(new FrameRate(numerator, denominator))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A whole number of pictures a second. */
  static FrameRate of(int perSecond) {
    return new FrameRate(perSecond, 1);
  }

  /** This rate, or the nearer of the two if it is not between them. */
  FrameRate between(FrameRate lowest, FrameRate highest) {
    if (compareTo(highest) > 0) {
      return highest;
    }
    return compareTo(lowest) < 0 ? lowest : this;
  }

  /** How many pictures last at least {@code duration}; one at least. */
  int picturesIn(Duration duration) {
    return (int) Math.max(1, Math.ceil(duration.toMillis() * perSecond() / 1000 - 1e-6));
  }

  /** Pictures a second. */
  public double perSecond() {
    return (double) numerator / denominator;
  }

  @Override
  public int compareTo(FrameRate other) {
    return Long.compare((long) numerator * other.denominator, (long) other.numerator * denominator);
  }

  @Override
  public String toString() {
    return numerator + "/" + denominator;
  }
}
