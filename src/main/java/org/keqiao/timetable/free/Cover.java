package org.keqiao.timetable.free;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.keqiao.timetable.bells.SchoolDay;

/**
 * How a time lies in the day of a school.
 *
 * @param period number of the period that has most of it; absent when it lies in none
 * @param minutes that lie in that period
 * @param percent how much of the time that is
 */
public record Cover(String school, Optional<Integer> period, long minutes, int percent) {

  static Cover of(String school, SchoolDay day, Instant begins, Instant ends) {
    Optional<SchoolDay.Bell> most =
        day.periods().stream()
            .filter(bell -> common(bell, begins, ends) > 0)
            .max(Comparator.comparingLong(bell -> common(bell, begins, ends)));
    long seconds = most.map(bell -> common(bell, begins, ends)).orElse(0L);
    return new Cover(
        school,
        most.map(SchoolDay.Bell::number),
        seconds / 60,
        (int) (100 * seconds / Duration.between(begins, ends).toSeconds()));
  }

  /** Seconds that a period and a time have in common; none when it is not positive. */
  private static long common(SchoolDay.Bell bell, Instant begins, Instant ends) {
    Instant from = bell.begins().isAfter(begins) ? bell.begins() : begins;
    Instant to = bell.ends().isBefore(ends) ? bell.ends() : ends;
    return Duration.between(from, to).toSeconds();
  }
}
