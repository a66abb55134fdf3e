package org.keqiao.ledger.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The laws by which lessons are counted; a lesson of 40 minutes in a span of 60. */
class CountingTest {

  private static final Instant BEGIN = Instant.parse("2026-09-08T02:00:00Z");
  private static final int BOOKED = 40;
  private static final String ROOM = "village";
  private static final Counting RULE = new Counting(0.8, Duration.ofMinutes(BOOKED));

  private static Instant minute(int number) {
    return BEGIN.plus(Duration.ofMinutes(number));
  }

  private static Stretch stretch(int from, int to, Way way) {
    return new Stretch(minute(from), minute(to), way);
  }

  private static Span lead(int from, int to) {
    return new Span(minute(from), minute(to));
  }

  private static Taught taught(List<Span> lead, List<Stretch> room) {
    return new Taught(
        "a",
        Optional.of("b"),
        Optional.of("s"),
        Taught.About.NOTHING,
        BEGIN,
        minute(BOOKED),
        true,
        Optional.empty(),
        Optional.empty(),
        lead,
        Map.of(ROOM, room));
  }

  private static Figures figures(List<Span> lead, Stretch... room) {
    return RULE.figures(taught(lead, List.of(room)), ROOM);
  }

  @Provide
  Arbitrary<List<Stretch>> rooms() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 60);
    return Combinators.combine(minutes, minutes, Arbitraries.of(Way.class))
        .as(CountingTest::stretch)
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Span>> leads() {
    Arbitrary<Integer> minutes = Arbitraries.integers().between(0, 60);
    return Combinators.combine(minutes, minutes).as(CountingTest::lead).list().ofMaxSize(5);
  }

  private static boolean covers(Span span, int minute) {
    return !minute(minute).isBefore(span.from()) && minute(minute).isBefore(span.to());
  }

  /** Counts minute by minute, without sets of spans. */
  private static Map<Way, Integer> byHand(List<Span> lead, List<Stretch> room) {
    Map<Way, Integer> minutes = new EnumMap<>(Way.class);
    for (int i = 0; i < 60; i++) {
      int minute = i;
      if (lead.stream().anyMatch(span -> covers(span, minute))) {
        room.stream()
            .filter(each -> covers(each.span(), minute))
            .map(Stretch::way)
            .filter(Way::delivers)
            .min(Way::compareTo)
            .ifPresent(best -> minutes.merge(best, 1, Integer::sum));
      }
    }
    return minutes;
  }

  @Property
  void seconds_ofAnyAttendance_areThoseCountedMinuteByMinute(
      @ForAll("leads") List<Span> lead, @ForAll("rooms") List<Stretch> room) {
    Map<Way, Integer> expected = byHand(lead, room);
    int all = expected.values().stream().mapToInt(Integer::intValue).sum();
    Seconds found = RULE.figures(taught(lead, room), ROOM).seconds();
    assertThat(found.together()).isEqualTo(60 * Math.min(BOOKED, all));
    if (all <= BOOKED) {
      Way.delivering()
          .forEach(way -> assertThat(found.of(way)).isEqualTo(60 * expected.getOrDefault(way, 0)));
    }
  }

  @Property
  void verdict_ofAnyAttendance_isOneOfThreeAndNeverMoreThanWasBooked(
      @ForAll("leads") List<Span> lead, @ForAll("rooms") List<Stretch> room) {
    Figures found = RULE.figures(taught(lead, room), ROOM);
    Verdict verdict = found.verdict();
    assertThat(verdict.minutes()).isBetween(0, BOOKED);
    assertThat(verdict.outcome())
        .isEqualTo(
            verdict.minutes() >= 32
                ? Outcome.DELIVERED
                : verdict.minutes() > 0 ? Outcome.PARTIAL : Outcome.MISSED);
    assertThat(verdict.way()).isNotEqualTo(Optional.of(Way.RECORDING));
    assertThat(verdict.cause().isPresent()).isEqualTo(verdict.outcome().isOwed());
  }

  @Property
  void figures_ofTheSameAttendanceInAnotherOrderOrTwice_areTheSame(
      @ForAll("leads") List<Span> lead,
      @ForAll("rooms") List<Stretch> room,
      @ForAll Random random) {
    List<Span> leadTwice = new ArrayList<>(lead);
    leadTwice.addAll(lead);
    List<Stretch> roomTwice = new ArrayList<>(room);
    roomTwice.addAll(room);
    Collections.shuffle(leadTwice, random);
    Collections.shuffle(roomTwice, random);
    Figures once = RULE.figures(taught(lead, room), ROOM);
    assertThat(RULE.figures(taught(leadTwice, roomTwice), ROOM)).isEqualTo(once);
    assertThat(RULE.figures(taught(leadTwice, roomTwice), ROOM).hash()).isEqualTo(once.hash());
  }

  @Provide
  Arbitrary<List<MakeUp>> makeUps() {
    return Combinators.combine(
            Arbitraries.of("m1", "m2", "m3"),
            Arbitraries.integers().between(0, 5),
            Arbitraries.of(Way.class),
            Arbitraries.of(true, false))
        .as(
            (lesson, day, way, whole) ->
                new MakeUp(lesson, BEGIN.plus(Duration.ofDays(day)), way, 2400, whole))
        .list()
        .ofMaxSize(6);
  }

  @Property
  void makeUps_ofAnyNumber_countOnceAndOnlyForWhatIsOwed(
      @ForAll("leads") List<Span> lead,
      @ForAll("rooms") List<Stretch> room,
      @ForAll("makeUps") List<MakeUp> makeUps) {
    Figures own = RULE.figures(taught(lead, room), ROOM);
    Figures with = own;
    for (MakeUp each : makeUps) {
      with = with.with(each);
      assertThat(with.with(each)).isEqualTo(with);
    }
    boolean whole = with.makeUps().stream().anyMatch(MakeUp::whole);
    assertThat(with.makeUps()).extracting(MakeUp::lesson).doesNotHaveDuplicates();
    assertThat(with.verdict().outcome())
        .isEqualTo(
            own.verdict().outcome().isOwed() && whole ? Outcome.MADE_UP : own.verdict().outcome());
  }

  @Test
  void recording_inTheLessonItself_deliversNothing() {
    assertThat(figures(List.of(lead(0, 40)), stretch(0, 40, Way.RECORDING)).verdict())
        .isEqualTo(
            new Verdict(Outcome.MISSED, Optional.empty(), 0, Optional.of(Cause.ROOM_ABSENT)));
  }

  @Test
  void recording_thatMakesUp_needsNoTeacherButMostOfTheLesson() {
    Taught watched = taught(List.of(), List.of(stretch(0, 33, Way.RECORDING)));
    assertThat(RULE.makeUp(watched, ROOM, 2400).orElseThrow())
        .isEqualTo(new MakeUp("b", BEGIN, Way.RECORDING, 1980, true));
    Taught begun = taught(List.of(), List.of(stretch(0, 20, Way.RECORDING)));
    assertThat(RULE.makeUp(begun, ROOM, 2400).orElseThrow().whole()).isFalse();
    assertThat(RULE.makeUp(taught(List.of(lead(0, 40)), List.of()), ROOM, 2400)).isEmpty();
  }

  @Test
  void lesson_missed_saysWhy() {
    assertThat(causeOf(figures(List.of()))).isEqualTo(Cause.NOT_HELD);
    assertThat(causeOf(figures(List.of(lead(0, 40))))).isEqualTo(Cause.ROOM_ABSENT);
    assertThat(causeOf(figures(List.of(), stretch(0, 40, Way.LIVE)))).isEqualTo(Cause.LEAD_ABSENT);
    assertThat(causeOf(figures(List.of(lead(20, 40)), stretch(0, 15, Way.LIVE))))
        .isEqualTo(Cause.LINE_LOST);
  }

  @Test
  void lesson_shortened_saysWhy() {
    assertThat(causeOf(figures(List.of(lead(0, 20)), stretch(0, 40, Way.LIVE))))
        .isEqualTo(Cause.LEAD_ABSENT);
    assertThat(causeOf(figures(List.of(lead(0, 40)), stretch(15, 40, Way.LIVE))))
        .isEqualTo(Cause.ROOM_ABSENT);
    assertThat(
            causeOf(
                figures(List.of(lead(0, 40)), stretch(0, 10, Way.LIVE), stretch(25, 40, Way.LITE))))
        .isEqualTo(Cause.LINE_LOST);
  }

  private static Cause causeOf(Figures figures) {
    return figures.verdict().cause().orElseThrow();
  }

  @Test
  void room_thatFallsDownTheChain_isShownStepByStep() {
    Figures found =
        figures(
            List.of(lead(0, 18), lead(20, 40)),
            stretch(2, 10, Way.LIVE),
            stretch(10, 22, Way.LITE),
            stretch(25, 38, Way.AUDIO));
    assertThat(found.falls())
        .extracting(Fall::why)
        .containsExactly(
            Fall.Why.CAME_LATE,
            Fall.Why.LINE_SLOW,
            Fall.Why.LEAD_AWAY,
            Fall.Why.LINE_LOST,
            Fall.Why.LEFT);
    assertThat(found.falls().get(1))
        .isEqualTo(
            new Fall(minute(10), Optional.of(Way.LIVE), Optional.of(Way.LITE), Fall.Why.LINE_SLOW));
  }

  @Test
  void lesson_thatNobodyBooked_isMeasuredByTheUsualLength() {
    Taught adHoc =
        new Taught(
            "a",
            Optional.empty(),
            Optional.of("s"),
            Taught.About.NOTHING,
            BEGIN,
            minute(3),
            true,
            Optional.empty(),
            Optional.empty(),
            List.of(lead(0, 3)),
            Map.of(ROOM, List.of(stretch(0, 3, Way.VIDEO))));
    assertThat(RULE.figures(adHoc, ROOM).verdict().outcome()).isEqualTo(Outcome.PARTIAL);
  }
}
