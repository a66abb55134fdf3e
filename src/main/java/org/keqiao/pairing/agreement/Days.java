package org.keqiao.pairing.agreement;

import java.time.LocalDate;
import java.util.Optional;
import org.keqiao.fault.Violations;

/** The first and the last day of agreements. */
public final class Days {

  private static final int MOST_YEARS = 10;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  private Days() {}

  /**
   * Notes what is wrong with the days of an agreement that is to be.
   *
   * @param today the day in China
   */
  public static void check(
      String pointer,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      LocalDate today,
      Violations violations) {
    checkDay(pointer + "/from", from, violations);
    checkDay(pointer + "/to", to, violations);
    if (from.isEmpty() || to.isEmpty()) {
      return;
    }
    LocalDate least = from.get().isAfter(today) ? from.get() : today;
    if (to.get().isBefore(least)) {
      violations.add(pointer + "/to", "last-day-past");
    } else if (to.get().getYear() - from.get().getYear() > MOST_YEARS) {
      violations.add(pointer + "/to", "last-day-far", MOST_YEARS);
    }
  }

  private static void checkDay(String pointer, Optional<LocalDate> day, Violations violations) {
    if (day.isEmpty()) {
      violations.add(pointer, "missing");
    }
    violations.number(pointer, day.map(LocalDate::getYear), FIRST_YEAR, LAST_YEAR);
  }
}
