package org.keqiao.timetable.bells;

import static java.time.temporal.TemporalAdjusters.previousOrSame;
import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;

/**
 * The school calendar 校历 of a region: it holds for the schools in it, unless a smaller region
 * around them has one of its own.
 *
 * @param terms in the order of their days; none for what a larger region says
 * @param holidays days within terms on which there are no lessons
 * @param makeUps days that are worked for those of a holiday 调休
 */
public record SchoolCalendar(List<Term> terms, List<Holiday> holidays, List<MakeUp> makeUps) {

  /** What holds where no region has said anything. */
  public static final SchoolCalendar NONE = new SchoolCalendar(List.of(), List.of(), List.of());

  private static final int MOST_TERMS = 20;
  private static final int MOST_DAYS = 100;
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_TERM = 300;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  /** Keeps its lists from changing; holidays may be left out. */
  @SuppressWarnings("ConstantValue")
  public SchoolCalendar {
    terms = List.copyOf(terms);
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
    makeUps = makeUps == null ? List.of() : List.copyOf(makeUps);
  }

  /**
   * A term 学期.
   *
   * @param from first day
   * @param to last day
   * @param weekOne a day of week 1, when that is not the week of the first day
   */
  public record Term(String name, LocalDate from, LocalDate to, Optional<LocalDate> weekOne) {

    /** Refuses what is left out. */
    public Term {
      requireNonNull(name);
      requireNonNull(from);
      requireNonNull(to);
    }

    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }

    /** Number of a day's week; weeks begin on Monday, and 0 is the one before week 1. */
    int week(LocalDate day) {
      return (int) ChronoUnit.WEEKS.between(monday(weekOne.orElse(from)), monday(day)) + 1;
    }

    private static LocalDate monday(LocalDate day) {
      return day.with(previousOrSame(DayOfWeek.MONDAY));
    }

    private void check(String pointer, Optional<Term> before, Violations violations) {
      violations.text(pointer + "/name", name, 1, LONGEST_NAME);
      if (!checkSpan(pointer, from, to, LONGEST_TERM, violations)) {
        return;
      }
      if (before.filter(earlier -> !earlier.to().isBefore(from)).isPresent()) {
        violations.add(pointer + "/from", "terms-overlap");
      }
      weekOne
          .filter(day -> Math.abs(ChronoUnit.DAYS.between(from, day)) > 14)
          .ifPresent(day -> violations.add(pointer + "/weekOne", "week-one-far"));
    }
  }

  /**
   * Days without lessons, such as 国庆节.
   *
   * @param from first day
   * @param to last day
   */
  public record Holiday(String name, LocalDate from, LocalDate to) {

    /** Refuses what is left out. */
    public Holiday {
      requireNonNull(name);
      requireNonNull(from);
      requireNonNull(to);
    }

    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /**
   * A day that is worked in place of one of a holiday.
   *
   * @param follows the weekday whose timetable it follows, 1 for Monday to 7 for Sunday
   */
  public record MakeUp(LocalDate day, int follows) {

    /** Refuses what is left out. */
    public MakeUp {
      requireNonNull(day);
    }
  }

  private static boolean checkSpan(
      String pointer, LocalDate from, LocalDate to, int longest, Violations violations) {
    boolean far =
        from.getYear() < FIRST_YEAR || from.getYear() > LAST_YEAR || to.getYear() > LAST_YEAR;
    if (far) {
      violations.add(pointer + "/from", "number-range", FIRST_YEAR, LAST_YEAR);
    } else if (to.isBefore(from)) {
      violations.add(pointer + "/to", "span-order");
    } else if (ChronoUnit.DAYS.between(from, to) >= longest) {
      violations.add(pointer + "/to", "span-long", longest);
    } else {
      return true;
    }
    return false;
  }

  /** Notes what is wrong with it. */
  void check(Violations violations) {
    if (terms.size() > MOST_TERMS) {
      violations.add("/terms", "too-many-items", MOST_TERMS);
    } else if (holidays.size() > MOST_DAYS) {
      violations.add("/holidays", "too-many-items", MOST_DAYS);
    } else if (makeUps.size() > MOST_DAYS) {
      violations.add("/makeUps", "too-many-items", MOST_DAYS);
    } else {
      checkDays(violations);
    }
  }

  private void checkDays(Violations violations) {
    for (int i = 0; i < terms.size(); i++) {
      Optional<Term> before = i == 0 ? Optional.empty() : Optional.of(terms.get(i - 1));
      terms.get(i).check("/terms/" + i, before, violations);
    }
    for (int i = 0; i < holidays.size(); i++) {
      Holiday each = holidays.get(i);
      violations.text("/holidays/" + i + "/name", each.name(), 1, LONGEST_NAME);
      checkSpan("/holidays/" + i, each.from(), each.to(), MOST_DAYS, violations);
    }
    for (int i = 0; i < makeUps.size(); i++) {
      MakeUp each = makeUps.get(i);
      violations.number("/makeUps/" + i + "/follows", Optional.of(each.follows()), 1, 7);
      if (holiday(each.day()).isPresent()) {
        violations.add("/makeUps/" + i + "/day", "make-up-on-holiday");
      }
      if (makeUps.subList(0, i).stream().anyMatch(other -> other.day().equals(each.day()))) {
        violations.add("/makeUps/" + i + "/day", "doubled");
      }
    }
  }

  /** The term of a day; nothing between terms. */
  Optional<Term> term(LocalDate day) {
    return terms.stream().filter(term -> term.has(day)).findFirst();
  }

  /** The holiday of a day. */
  Optional<Holiday> holiday(LocalDate day) {
    return holidays.stream().filter(holiday -> holiday.has(day)).findFirst();
  }

  /** The weekday whose timetable a day follows that is worked for another. */
  Optional<DayOfWeek> madeUp(LocalDate day) {
    return makeUps.stream()
        .filter(each -> each.day().equals(day))
        .map(each -> DayOfWeek.of(each.follows()))
        .findFirst();
  }
}
