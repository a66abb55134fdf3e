package org.keqiao.ledger.promise;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** On which days schools teach. */
@FunctionalInterface
public interface SchoolDays {

  /** Monday to Friday: what is taken of schools that keep no calendar. */
  SchoolDays USUAL = (school, day) -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

  /**
   * Whether a school teaches on a day.
   *
   * @param day in China
   */
  boolean teaches(String school, LocalDate day);
}
