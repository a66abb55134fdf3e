package org.keqiao.timetable.bells;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;
import org.keqiao.timetable.bells.SchoolCalendar.Holiday;
import org.keqiao.timetable.bells.SchoolCalendar.MakeUp;
import org.keqiao.timetable.bells.SchoolCalendar.Term;

/** What a day of a school is like: weeks, odd and even, holidays, days worked for others, bells. */
class SchoolTimeTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
  private static final LocalDate LAST = LocalDate.of(2027, 1, 22);
  private static final SchoolCalendar CALENDAR =
      new SchoolCalendar(
          List.of(new Term("第一学期", FIRST, LAST, Optional.empty())),
          List.of(new Holiday("国庆节", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 7))),
          List.of(new MakeUp(LocalDate.of(2026, 10, 10), 5)));
  private static final SchoolTime TIME = new SchoolTime(Bells.USUAL, CALENDAR);

  private static LocalDate day(int fromFirst) {
    return FIRST.plusDays(fromFirst);
  }

  @Property
  void week_sevenDaysLater_isTheNextOne_andOfTheOtherParity(@ForAll @IntRange(max = 136) int from) {
    SchoolDay one = TIME.on(day(from));
    SchoolDay other = TIME.on(day(from + 7));
    assertThat(other.week().orElseThrow()).isEqualTo(one.week().orElseThrow() + 1);
    assertThat(other.parity()).isNotEqualTo(one.parity());
    assertThat(one.week()).isEqualTo(TIME.on(day(from).with(DayOfWeek.SUNDAY)).week());
  }

  @Property
  void day_ofATerm_hasTheBellsOfTheWeekdayItFollows_orNoneOnAHoliday(
      @ForAll @IntRange(max = 143) int from) {
    SchoolDay day = TIME.on(day(from));
    boolean holiday = day.kind() == SchoolDay.Kind.HOLIDAY;
    assertThat(day.periods()).hasSize(holiday || day.follows() > 5 ? 0 : 10);
    assertThat(day.isOpen()).isEqualTo(!holiday);
    assertThat(day.follows()).isEqualTo(day.kind() == SchoolDay.Kind.MAKE_UP ? 5 : day.weekday());
  }

  @Property
  void day_outsideOfTerms_isBreak(@ForAll @IntRange(min = 1, max = 200) int far) {
    for (LocalDate day : List.of(FIRST.minusDays(far), LAST.plusDays(far))) {
      assertThat(TIME.on(day).kind()).isEqualTo(SchoolDay.Kind.BREAK);
      assertThat(TIME.on(day).week()).isEmpty();
      assertThat(TIME.on(day).periods()).isEmpty();
    }
  }

  @Test
  void saturday_thatIsWorkedForFriday_followsFridayInItsOwnWeek() {
    SchoolDay saturday = TIME.on(LocalDate.of(2026, 10, 10));
    assertThat(saturday.kind()).isEqualTo(SchoolDay.Kind.MAKE_UP);
    assertThat(saturday.weekday()).isEqualTo(6);
    assertThat(saturday.follows()).isEqualTo(5);
    assertThat(saturday.week()).contains(6);
    assertThat(saturday.parity()).contains(SchoolDay.Parity.EVEN);
    assertThat(saturday.periods().getFirst().begins())
        .isEqualTo(Instant.parse("2026-10-10T00:00:00Z"));
  }

  @Test
  void weekOne_thatIsTheOneAfterTheFirstDay_leavesWeekZeroBeforeIt() {
    Term term = new Term("第一学期", FIRST, LAST, Optional.of(FIRST.plusDays(7)));
    assertThat(term.week(FIRST)).isZero();
    assertThat(term.week(FIRST.plusDays(7))).isEqualTo(1);
  }

  private static Bells.Schedule season(String name, String from, String to, int hour) {
    return new Bells.Schedule(
        name,
        Optional.of(from),
        Optional.of(to),
        List.of(
            new Bells.DayPlan(
                List.of(1, 2, 3, 4, 5, 6, 7),
                List.of(new Period(1, LocalTime.of(hour, 0), LocalTime.of(hour, 40))))));
  }

  @Property
  void bells_ofTwoSeasons_ringByTheSeasonOfTheDay(
      @ForAll @DateRange(min = "2024-01-01", max = "2029-12-31") LocalDate day) {
    Bells bells =
        new Bells(
            List.of(season("夏令作息", "05-01", "09-30", 8), season("冬令作息", "10-01", "04-30", 9)));
    boolean summer = day.getMonthValue() >= 5 && day.getMonthValue() <= 9;
    assertThat(bells.on(day, day.getDayOfWeek()).getFirst().from().getHour())
        .isEqualTo(summer ? 8 : 9);
    Violations none = new Violations();
    bells.check(none);
    assertThat(none.found()).isEmpty();
  }

  @Property
  void bells_thatLeaveDaysOut_areRefused(
      @ForAll @IntRange(min = 1, max = 12) int month,
      @ForAll @IntRange(min = 1, max = 28) int day) {
    String last = "%02d-%02d".formatted(month, day);
    Bells bells = new Bells(List.of(season("半年", "05-01", last, 8)));
    Violations found = new Violations();
    bells.check(found);
    assertThat(found.found()).extracting(Violation::code).containsExactly("bells-gap");
  }
}
