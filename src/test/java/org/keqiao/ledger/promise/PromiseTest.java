package org.keqiao.ledger.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.Signed;
import org.keqiao.pairing.agreement.Step;
import org.keqiao.pairing.agreement.Terms;

/** What the terms that held promise for a week; 2026-09-07 is a Monday. */
class PromiseTest {

  private static final LocalDate MONDAY = LocalDate.parse("2026-09-07");
  private static final IsoWeek WEEK = IsoWeek.of(MONDAY);

  private static Instant morning(LocalDate day) {
    return day.atTime(8, 0).atZone(Agreement.CHINA).toInstant();
  }

  private static Terms terms(int hours, LocalDate from, LocalDate to) {
    return Signed.terms(hours, from, to, "english", "art");
  }

  private static Signed signed(int hours) {
    return Signed.at(
        morning(MONDAY.minusDays(20)), terms(hours, MONDAY.minusDays(14), MONDAY.plusDays(200)));
  }

  private static int lessons(Signed signed, IsoWeek week) {
    return Promise.of(signed.agreement(), SchoolDays.USUAL).lessons(week);
  }

  @Test
  void week_withinTheTerms_promisesTheirHours() {
    assertThat(lessons(signed(4), WEEK)).isEqualTo(4);
    assertThat(lessons(signed(4), IsoWeek.of(MONDAY.minusDays(21)))).isZero();
    assertThat(lessons(signed(4), IsoWeek.of(MONDAY.plusDays(210)))).isZero();
  }

  @Test
  void week_thatTheFirstDayCutsInTwo_promisesAPart() {
    Signed late = Signed.at(morning(MONDAY), terms(5, MONDAY.plusDays(2), MONDAY.plusDays(90)));
    assertThat(lessons(late, WEEK)).isEqualTo(3);
  }

  @Test
  void week_withHolidaysOfEitherSide_promisesLess() {
    Set<LocalDate> city = Set.of(MONDAY, MONDAY.plusDays(1));
    Set<LocalDate> village = Set.of(MONDAY.plusDays(1), MONDAY.plusDays(4));
    SchoolDays calendar =
        school ->
            SchoolDays.USUAL
                .of(school)
                .and(day -> !(school.equals("city") ? city : village).contains(day));
    assertThat(Promise.of(signed(5).agreement(), calendar).lessons(WEEK)).isEqualTo(2);
    assertThat(Promise.of(signed(5).agreement(), school -> day -> false).lessons(WEEK)).isZero();
  }

  @Test
  void week_withASchoolDayOnSaturday_promisesNoMoreThanAWeek() {
    assertThat(Promise.of(signed(5).agreement(), school -> day -> true).lessons(WEEK)).isEqualTo(5);
  }

  @Test
  void week_ofSuspension_promisesNothing() {
    Signed paused =
        signed(5)
            .stepped(morning(MONDAY.minusDays(1)), Step.SUSPEND)
            .stepped(morning(MONDAY.plusDays(9)), Step.RESUME);
    assertThat(lessons(paused, WEEK)).isZero();
    assertThat(lessons(paused, WEEK.next())).isEqualTo(3);
    assertThat(lessons(signed(5).stepped(morning(MONDAY), Step.SUSPEND), WEEK.next())).isZero();
  }

  @Test
  void week_inWhichTheAgreementEnds_promisesTheDaysBefore() {
    Signed ended = signed(5).stepped(morning(MONDAY.plusDays(1)), Step.END);
    assertThat(lessons(ended, WEEK)).isEqualTo(2);
    assertThat(lessons(ended, WEEK.next())).isZero();
  }

  @Test
  void week_inWhichTermsWereAmended_promisesByEachForItsDays() {
    Signed amended =
        signed(5).amended(morning(MONDAY.plusDays(3)), terms(10, MONDAY, MONDAY.plusDays(200)));
    assertThat(lessons(amended, new IsoWeek(MONDAY.minusDays(7)))).isEqualTo(5);
    assertThat(lessons(amended, WEEK)).isEqualTo(7);
    assertThat(lessons(amended, WEEK.next())).isEqualTo(10);
  }

  @Property
  void promise_bySubject_addsUpToTheWeek(
      @ForAll @IntRange(min = 1, max = 40) int hours, @ForAll @IntRange(max = 40) int weeks) {
    Promise promise = Promise.of(signed(hours).agreement(), SchoolDays.USUAL);
    IsoWeek week = IsoWeek.of(MONDAY.plusWeeks(weeks));
    assertThat(promise.lessons(week)).isBetween(0, hours);
    assertThat(
            promise.lessonsBySubject(week).values().stream().mapToDouble(Double::doubleValue).sum())
        .isEqualTo(promise.lessons(week), within(1e-6));
  }

  @Property
  void week_ofAnyDay_isReadAsItIsWritten(@ForAll @IntRange(max = 5000) int days) {
    IsoWeek week = IsoWeek.of(MONDAY.plusDays(days));
    assertThat(IsoWeek.parse(week.toString())).contains(week);
    assertThat(week.days()).contains(MONDAY.plusDays(days));
  }

  @Test
  void text_thatNamesNoWeek_isNone() {
    assertThat(IsoWeek.parse("2026-W54")).isEmpty();
    assertThat(IsoWeek.parse("2025-W53")).isEmpty();
    assertThat(IsoWeek.parse("2026-W53")).isPresent();
    assertThat(IsoWeek.parse("2026-37")).isEmpty();
  }
}
