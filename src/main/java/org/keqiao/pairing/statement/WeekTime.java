package org.keqiao.pairing.statement;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;

/**
 * A time of every week: a period of a weekday, or a range of its hours.
 *
 * @param weekday 1 for Monday to 7 for Sunday
 * @param period number of the lesson of that day, 1 to {@link #PERIODS}
 * @param from when a range begins; with {@code to} instead of a period
 * @param to when it ends
 */
public record WeekTime(
    int weekday, Optional<Integer> period, Optional<LocalTime> from, Optional<LocalTime> to) {

  /** When the periods of a day begin at most schools, evening study included. */
  public static final List<LocalTime> BELLS =
      List.of(
          LocalTime.of(8, 0),
          LocalTime.of(8, 55),
          LocalTime.of(10, 0),
          LocalTime.of(10, 55),
          LocalTime.of(14, 0),
          LocalTime.of(14, 55),
          LocalTime.of(15, 50),
          LocalTime.of(16, 45),
          LocalTime.of(19, 0),
          LocalTime.of(19, 55));

  /** How long a period lasts there, minutes. */
  public static final int MINUTES = 45;

  /** Periods of a day, evening study included. */
  public static final int PERIODS = BELLS.size();

  private static final int MOST = 100;

  /** Notes what is wrong with a list of times. */
  static void check(String pointer, List<WeekTime> times, Violations violations) {
    if (times.size() > MOST) {
      violations.add(pointer, "too-many-items", MOST);
      return;
    }
    for (int i = 0; i < times.size(); i++) {
      times.get(i).check(pointer + "/" + i, violations);
    }
  }

  private void check(String pointer, Violations violations) {
    violations.number(pointer + "/weekday", Optional.of(weekday), 1, 7);
    violations.number(pointer + "/period", period, 1, PERIODS);
    boolean range = from.isPresent() && to.isPresent();
    if (period.isPresent() ? from.isPresent() || to.isPresent() : !range) {
      violations.add(pointer, "week-time");
    } else if (range && !from.get().isBefore(to.get())) {
      violations.add(pointer + "/to", "week-time-order");
    }
  }
}
