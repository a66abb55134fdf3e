package org.keqiao.classroom.event;

import java.util.Optional;

/**
 * A time in which a school took part without a break, by one way.
 *
 * @param from milliseconds since 1970
 * @param to milliseconds since 1970
 * @param way absent for the end that leads
 */
public record Stretch(long from, long to, Optional<Way> way) {

  /** Reports come every few seconds; one that is silent for so long sees nothing any more. */
  static final long SILENCE = 45_000;

  Stretch until(long moment) {
    return new Stretch(from, Math.max(to, moment), way);
  }

  /** Up to a moment, unless its last sign of life is too long ago. */
  Stretch closed(long moment) {
    return way.isEmpty() || moment - to <= SILENCE ? until(moment) : this;
  }
}
