package org.keqiao.ledger.promise;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.function.Predicate;

/** On which days schools teach. */
@FunctionalInterface
public interface SchoolDays {

  /** Monday to Friday: what is taken of schools without a calendar. */
  SchoolDays USUAL = school -> day -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;

  /** The days, in China, on which a school teaches. */
  Predicate<LocalDate> of(String school);
}
