package org.keqiao.classroom.channel;

import java.util.Optional;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.Picture;

/**
 * How a room follows.
 *
 * @param at when it said so, milliseconds since 1970
 */
record Follower(long at, Act.Report report) {

  private static final double MILLIS = 1000;

  /** How far the room is from where it should be, in milliseconds; late is positive. */
  Optional<Long> lag(Picture picture) {
    return at < picture.at()
        ? Optional.empty()
        : Optional.of(Math.round((picture.positionAt(at) - report.position()) * MILLIS));
  }
}
