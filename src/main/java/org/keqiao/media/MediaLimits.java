package org.keqiao.media;

import java.time.Duration;

/**
 * How much of a source we accept, so that a small file cannot cost much work.
 *
 * @param duration longest playing time
 * @param pixels most pixels a picture
 */
public record MediaLimits(Duration duration, long pixels) {

  /** Six hours of 8K. */
  public static final MediaLimits DEFAULT =
      new MediaLimits(Duration.ofHours(6), GuardedInput.MOST_PIXELS);
}
