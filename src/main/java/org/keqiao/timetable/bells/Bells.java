package org.keqiao.timetable.bells;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.fault.Violations;
import org.keqiao.pairing.statement.WeekTime;

/**
 * When the bells of a school ring 作息时间, one schedule for each season. On a day that two schedules
 * are for the first of them holds.
 *
 * @param schedules for every day of the year there is one
 */
public record Bells(List<Schedule> schedules) {

  /** What holds for schools that have said nothing. */
  public static final Bells USUAL =
      new Bells(
          List.of(
              new Schedule(
                  "常用作息",
                  Optional.empty(),
                  Optional.empty(),
                  List.of(new DayPlan(List.of(1, 2, 3, 4, 5), usualPeriods())))));

  private static final int MOST_SCHEDULES = 10;
  private static final int MOST_PERIODS = 20;
  private static final int LONGEST_NAME = 30;
  private static final int LEAP_YEAR = 2024;

  /** Keeps its list from changing. */
  public Bells {
    schedules = List.copyOf(schedules);
  }

  /**
   * The bells of a season, such as 夏令作息.
   *
   * @param from first day of the season, such as {@code 05-01}; with {@code to}, or the whole year
   * @param to last day of it; before {@code from} when the new year lies between
   * @param days what rings on which weekdays; nothing on the others
   */
  public record Schedule(
      String name, Optional<String> from, Optional<String> to, List<DayPlan> days) {

    /** Keeps its list from changing. */
    public Schedule {
      requireNonNull(name);
      days = List.copyOf(days);
    }

    private boolean isFor(MonthDay day) {
      if (from.isEmpty() || to.isEmpty()) {
        return true;
      }
      MonthDay first = monthDay(from.get()).orElseThrow();
      MonthDay last = monthDay(to.get()).orElseThrow();
      boolean afterFirst = !day.isBefore(first);
      boolean beforeLast = !day.isAfter(last);
      return first.isAfter(last) ? afterFirst || beforeLast : afterFirst && beforeLast;
    }

    private boolean isReadable() {
      return from.isPresent() == to.isPresent()
          && Stream.of(from, to)
              .flatMap(Optional::stream)
              .allMatch(text -> monthDay(text).isPresent());
    }

    private void check(String pointer, Violations violations) {
      violations.text(pointer + "/name", name, 1, LONGEST_NAME);
      if (!isReadable()) {
        violations.add(pointer + "/from", "bells-season");
      }
      List<Integer> named = days.stream().flatMap(day -> day.weekdays().stream()).toList();
      if (Set.copyOf(named).size() < named.size()) {
        violations.add(pointer + "/days", "bells-weekday-twice");
      }
      for (int i = 0; i < days.size(); i++) {
        days.get(i).check(pointer + "/days/" + i, violations);
      }
    }
  }

  /**
   * What rings on some weekdays.
   *
   * @param weekdays 1 for Monday to 7 for Sunday
   * @param periods in the order of the day
   */
  public record DayPlan(List<Integer> weekdays, List<Period> periods) {

    /** Keeps its lists from changing. */
    public DayPlan {
      weekdays = List.copyOf(weekdays);
      periods = List.copyOf(periods);
    }

    private void check(String pointer, Violations violations) {
      for (int i = 0; i < weekdays.size(); i++) {
        violations.number(pointer + "/weekdays/" + i, Optional.of(weekdays.get(i)), 1, 7);
      }
      if (periods.size() > MOST_PERIODS) {
        violations.add(pointer + "/periods", "too-many-items", MOST_PERIODS);
        return;
      }
      int number = 0;
      LocalTime free = LocalTime.MIN;
      for (int i = 0; i < periods.size(); i++) {
        Period period = periods.get(i);
        String place = pointer + "/periods/" + i;
        violations.number(place + "/number", Optional.of(period.number()), 1, MOST_PERIODS);
        if (period.number() <= number
            || period.from().isBefore(free)
            || !period.from().isBefore(period.to())) {
          violations.add(place, "bells-order");
        }
        number = period.number();
        free = period.to();
      }
    }
  }

  private static List<Period> usualPeriods() {
    return IntStream.rangeClosed(1, WeekTime.PERIODS)
        .mapToObj(
            number -> {
              LocalTime from = WeekTime.BELLS.get(number - 1);
              return new Period(number, from, from.plusMinutes(WeekTime.MINUTES));
            })
        .toList();
  }

  private static Optional<MonthDay> monthDay(String text) {
    try {
      return Optional.of(MonthDay.parse("--" + text));
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  /** Notes what is wrong with it. */
  void check(Violations violations) {
    if (schedules.size() > MOST_SCHEDULES) {
      violations.add("/schedules", "too-many-items", MOST_SCHEDULES);
      return;
    }
    for (int i = 0; i < schedules.size(); i++) {
      schedules.get(i).check("/schedules/" + i, violations);
    }
    if (schedules.stream().allMatch(Schedule::isReadable)) {
      LocalDate.of(LEAP_YEAR, 1, 1)
          .datesUntil(LocalDate.of(LEAP_YEAR + 1, 1, 1))
          .map(MonthDay::from)
          .filter(day -> schedules.stream().noneMatch(each -> each.isFor(day)))
          .findFirst()
          .ifPresent(day -> violations.add("/schedules", "bells-gap", day.toString().substring(2)));
    }
  }

  /**
   * What rings on a day.
   *
   * @param follows the weekday whose timetable is followed
   */
  List<Period> on(LocalDate date, DayOfWeek follows) {
    MonthDay day = MonthDay.from(date);
    return schedules.stream()
        .filter(schedule -> schedule.isFor(day))
        .limit(1)
        .flatMap(schedule -> schedule.days().stream())
        .filter(plan -> plan.weekdays().contains(follows.getValue()))
        .flatMap(plan -> plan.periods().stream())
        .collect(Collectors.toUnmodifiableList());
  }
}
