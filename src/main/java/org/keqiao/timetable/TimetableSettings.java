package org.keqiao.timetable;

import java.time.Duration;
import org.keqiao.settings.SettingsReader;

/**
 * How classrooms are booked.
 *
 * @param lessonKbps what one lesson takes of the line of a school, kbit/s
 * @param sweepEvery how often leftovers are looked for
 */
public record TimetableSettings(int lessonKbps, Duration sweepEvery) {

  /** Reads the {@code timetable.*} settings. */
  public static TimetableSettings from(SettingsReader reader) {
    return new TimetableSettings(
        reader.number("timetable.lessonKbps", 300, 1, 1_000_000),
        reader.duration("timetable.sweepEvery", Duration.ofHours(6)));
  }

  /**
   * How many lessons a line carries at once. One always: on a line that is too slow for pictures it
   * falls back to what the line carries. Where the speed is not known all are.
   *
   * @param lineKbps speed of the line, kbit/s; 0 when it is not known
   */
  int lessons(int lineKbps) {
    return lineKbps == 0 ? Integer.MAX_VALUE : Math.max(1, lineKbps / lessonKbps);
  }
}
