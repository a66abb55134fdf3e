package org.keqiao.timetable.bells;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.timetable.bells.SchoolCalendar.Holiday;
import org.keqiao.timetable.bells.SchoolCalendar.Term;

/**
 * The time of one school.
 *
 * @param bells its own, or the usual ones
 * @param calendar of the smallest region around it that has one
 */
public record SchoolTime(Bells bells, SchoolCalendar calendar) {

  /** What a day is like. */
  public SchoolDay on(LocalDate date) {
    Optional<Term> term = calendar.term(date);
    Optional<Holiday> holiday = calendar.holiday(date);
    Optional<DayOfWeek> madeUp = calendar.madeUp(date);
    DayOfWeek follows = madeUp.orElse(date.getDayOfWeek());
    boolean open = term.isPresent() && holiday.isEmpty();
    List<SchoolDay.Bell> periods =
        open
            ? bells.on(date, follows).stream().map(period -> bell(date, period)).toList()
            : List.of();
    Optional<Integer> week = term.map(each -> each.week(date));
    return new SchoolDay(
        date,
        kind(open, term.isPresent(), madeUp.isPresent(), periods.isEmpty()),
        holiday.map(Holiday::name),
        term.map(Term::name),
        week,
        week.map(SchoolDay.Parity::of),
        date.getDayOfWeek().getValue(),
        follows.getValue(),
        periods);
  }

  private static SchoolDay.Kind kind(boolean open, boolean term, boolean madeUp, boolean silent) {
    if (!open) {
      return term ? SchoolDay.Kind.HOLIDAY : SchoolDay.Kind.BREAK;
    }
    if (madeUp) {
      return SchoolDay.Kind.MAKE_UP;
    }
    return silent ? SchoolDay.Kind.FREE : SchoolDay.Kind.LESSONS;
  }

  private static SchoolDay.Bell bell(LocalDate date, Period period) {
    return new SchoolDay.Bell(
        period.number(),
        date.atTime(period.from()).atZone(Agreement.CHINA).toInstant(),
        date.atTime(period.to()).atZone(Agreement.CHINA).toInstant());
  }
}
