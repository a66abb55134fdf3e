package org.keqiao.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keqiao.pairing.statement.Need;
import org.keqiao.pairing.statement.Offer;
import org.keqiao.pairing.statement.WeekTime;

/** How two schools fit, and how hours are divided. */
class FitTest {

  private static final List<String> VILLAGE = List.of("621121101", "621121", "621100", "620000");
  private static final List<String> COUNTY = List.of("621121", "621100", "620000");

  private static WeekTime period(int weekday, int period) {
    return new WeekTime(weekday, Optional.of(period), Optional.empty(), Optional.empty());
  }

  private static WeekTime range(int weekday, int from, int to) {
    return new WeekTime(
        weekday,
        Optional.empty(),
        Optional.of(LocalTime.of(from, 0)),
        Optional.of(LocalTime.of(to, 0)));
  }

  private static RuralSchool rural(String edition, int hours, WeekTime... times) {
    Need need =
        new Need(
            "village",
            "english",
            "g4",
            Optional.of(edition),
            hours,
            List.of(times),
            Optional.empty(),
            Optional.empty());
    return RuralSchool.of("village", VILLAGE, 1000, List.of(need));
  }

  private static UrbanSchool urban(String subject, String grade, WeekTime... times) {
    Offer.Course course = new Offer.Course(subject, List.of(grade), Optional.of("pep"), 1);
    return UrbanSchool.of(
        "city", COUNTY, 100_000, List.of(new Offer("city", List.of(course), List.of(times), 9, 3)));
  }

  @Test
  void fit_ofOtherSubjectGradeOrTime_isNone() {
    RuralSchool rural = rural("pep", 2, period(1, 1));
    assertThat(Fit.of(rural, urban("music", "g4"), false)).isEmpty();
    assertThat(Fit.of(rural, urban("english", "g5"), false)).isEmpty();
    assertThat(Fit.of(rural, urban("english", "g4", period(1, 2)), false)).isEmpty();
  }

  @Test
  void fit_ofHalfTheTimes_costsHalfOfThem() {
    RuralSchool rural = rural("bnu", 2, period(1, 1), period(2, 1));
    assertThat(Fit.of(rural, urban("english", "g4", range(1, 8, 12)), false))
        .contains(new Fit(0, 100, 50, 50, 25, 100, 1));
  }

  @Test
  void fit_ofThoseWhoWorkedTogether_costsLess() {
    RuralSchool rural = rural("pep", 2);
    assertThat(Fit.of(rural, urban("english", "g4"), true))
        .contains(new Fit(0, 0, 0, 50, 25, 0, 2));
  }

  @Test
  void school_thatStatedNothing_takesAnHourOfAnything() {
    RuralSchool rural = RuralSchool.of("village", VILLAGE, 1000, List.of());
    UrbanSchool urban = urban("music", "g3", period(3, 3));
    assertThat(Fit.of(rural, urban, false).map(Fit::hours)).contains(1);
    assertThat(rural.coursesWith(urban))
        .containsExactly(new RuralSchool.Common("music", Optional.empty()));
  }

  @Test
  void hours_thatDoNotSuffice_areDividedInProportion() {
    assertThat(Share.of(9, List.of(2, 3))).containsExactly(2, 3);
    assertThat(Share.of(5, List.of(6, 3, 1))).containsExactly(3, 1, 1);
    assertThat(Share.of(7, List.of(6, 3, 1))).containsExactly(4, 2, 1);
  }

  @Test
  void uncovered_saysWhatIsMissing() {
    RuralSchool rural = rural("pep", 2, period(1, 1));
    assertThat(why(rural)).isEqualTo(Uncovered.NO_OFFER);
    assertThat(why(rural, urban("music", "g4"))).isEqualTo(Uncovered.NO_SUBJECT);
    assertThat(why(rural, urban("english", "g5"))).isEqualTo(Uncovered.NO_GRADE);
    assertThat(why(rural, urban("english", "g4", period(2, 1)))).isEqualTo(Uncovered.NO_TIME);
    assertThat(why(rural, urban("english", "g4"))).isEqualTo(Uncovered.NO_CAPACITY);
  }

  private static Uncovered why(RuralSchool rural, UrbanSchool... urban) {
    return new Candidates(List.of(rural), List.of(urban), Set.of()).why(rural);
  }
}
