package org.keqiao.timetable.free;

import java.time.Instant;
import java.util.List;

/**
 * A time that is free for all.
 *
 * @param fit how much of it lies within one period, per cent, at the school where that is least
 * @param schools how it lies in the day of each school
 */
public record FreeTime(Instant begins, Instant ends, int fit, List<Cover> schools) {

  /** Keeps its list from changing. */
  public FreeTime {
    schools = List.copyOf(schools);
  }
}
