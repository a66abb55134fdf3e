package org.keqiao.timetable.bells;

import static java.util.Objects.requireNonNull;

import java.time.LocalTime;

/**
 * A lesson's place in the day of a school 节次.
 *
 * @param number 1 for the first lesson of the day
 * @param from when the bell rings
 * @param to when it rings again
 */
public record Period(int number, LocalTime from, LocalTime to) {

  /** Refuses what is left out. */
  public Period {
    requireNonNull(from);
    requireNonNull(to);
  }
}
