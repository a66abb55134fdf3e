package org.keqiao.bench;

import java.util.Arrays;

/**
 * How long the same thing took, time after time.
 *
 * @param nanos in rising order
 */
record Timings(long[] nanos) {

  Timings {
    nanos = nanos.clone();
    Arrays.sort(nanos);
  }

  /** The time in ms that so many of a hundred do not exceed. */
  double percentile(int hundredths) {
    int place = (int) Math.ceil(nanos.length * hundredths / 100.0) - 1;
    return nanos[Math.clamp(place, 0, nanos.length - 1)] / 1e6;
  }
}
