package org.keqiao.ledger.hour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.MovingClock;
import org.keqiao.ledger.count.Cause;
import org.keqiao.ledger.count.Figures;
import org.keqiao.ledger.count.MakeUp;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Seconds;
import org.keqiao.ledger.count.Taught;
import org.keqiao.ledger.count.Verdict;
import org.keqiao.ledger.count.Way;
import org.keqiao.pairing.agreement.Side;

/** No sequence of calls brings an hour where it may not be, or takes something from its history. */
class HourLifeTest {

  private static final Instant BEGIN = Instant.parse("2026-09-08T02:00:00Z");
  private static final Duration WITHIN = Duration.ofDays(14);

  private static final Map<HourState, Set<HourState>> DECLARED =
      Map.of(
          HourState.OPEN, Set.of(HourState.COUNTED),
          HourState.COUNTED, Set.of(HourState.CONFIRMED, HourState.DISPUTED),
          HourState.CONFIRMED, Set.of(HourState.COUNTED),
          HourState.DISPUTED, Set.of(HourState.SETTLED, HourState.COUNTED, HourState.CONFIRMED),
          HourState.SETTLED, Set.of(HourState.COUNTED));

  private enum Call {
    COUNT_FEW,
    COUNT_MANY,
    MAKE_UP,
    CONFIRM_URBAN,
    CONFIRM_RURAL,
    CONFIRM_BLINDLY,
    DISPUTE_URBAN,
    DISPUTE_RURAL,
    ACCEPT_URBAN,
    ACCEPT_RURAL,
    DECIDE,
    WAIT
  }

  private static Hour opened() {
    return Hour.opened(
        new Lesson(
            "a",
            "city",
            "village",
            Optional.of("b"),
            Optional.empty(),
            Taught.About.NOTHING,
            BEGIN,
            BEGIN.plusSeconds(2400)),
        Deed.ofTheClock(BEGIN));
  }

  private static Figures figures(int minutes) {
    Verdict own =
        new Verdict(
            minutes >= 32 ? Outcome.DELIVERED : Outcome.PARTIAL,
            Optional.of(Way.VIDEO),
            minutes,
            minutes >= 32 ? Optional.empty() : Optional.of(Cause.ROOM_ABSENT));
    return new Figures(2400, new Seconds(0, 60 * minutes, 0, 0, 0), own, List.of(), List.of());
  }

  private static final Verdict MISSED =
      new Verdict(Outcome.MISSED, Optional.empty(), 0, Optional.empty());

  private static Deed deed(Side side, Instant at) {
    return Deed.of(side + "-account", at, side).because("so");
  }

  private static String hash(Hour hour) {
    return hour.hash().orElse("none");
  }

  private static Hour call(Hour hour, Call call, MovingClock clock) {
    Instant now = clock.instant();
    return switch (call) {
      case COUNT_FEW -> hour.counted(figures(20), Deed.ofTheClock(now));
      case COUNT_MANY -> hour.counted(figures(40), Deed.ofTheClock(now));
      case MAKE_UP ->
          hour.madeUp(new MakeUp("m", BEGIN, Way.LITE, 2400, true), Deed.ofTheClock(now));
      case CONFIRM_URBAN -> hour.confirmed(Side.URBAN, hash(hour), deed(Side.URBAN, now));
      case CONFIRM_RURAL -> hour.confirmed(Side.RURAL, hash(hour), deed(Side.RURAL, now));
      case CONFIRM_BLINDLY -> hour.confirmed(Side.RURAL, "0".repeat(64), deed(Side.RURAL, now));
      case DISPUTE_URBAN -> hour.disputed(Side.URBAN, hash(hour), MISSED, deed(Side.URBAN, now));
      case DISPUTE_RURAL -> hour.disputed(Side.RURAL, hash(hour), MISSED, deed(Side.RURAL, now));
      case ACCEPT_URBAN -> hour.accepted(Side.URBAN, deed(Side.URBAN, now));
      case ACCEPT_RURAL -> hour.accepted(Side.RURAL, deed(Side.RURAL, now));
      case DECIDE -> hour.decided(figures(40).own(), Deed.ofTheClock(now));
      case WAIT -> {
        clock.move(Duration.ofDays(5));
        yield hour.asOf(clock.instant(), WITHIN);
      }
    };
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Arbitraries.of(Call.class).list().ofMaxSize(30);
  }

  @Property
  void hour_afterAnyCalls_isWhereTheTableLeadsAndForgetsNothing(@ForAll("calls") List<Call> calls) {
    MovingClock clock = new MovingClock(BEGIN);
    Hour before = opened();
    for (Call each : calls) {
      Hour after;
      try {
        after = call(before, each, clock);
      } catch (FaultException refused) {
        assertThat(refused.fault().code())
            .isIn("hour-state", "hour-figures-changed", "hour-own-dispute");
        continue;
      }
      if (after.state() != before.state()) {
        assertThat(DECLARED.get(before.state())).contains(after.state());
      }
      assertThat(after.history().subList(0, before.history().size())).isEqualTo(before.history());
      if (!after.equals(before)) {
        assertThat(after.history()).hasSizeGreaterThan(before.history().size());
      }
      assertHolds(after);
      before = after;
    }
  }

  private static void assertHolds(Hour hour) {
    assertThat(hour.counted().isEmpty()).isEqualTo(hour.state() == HourState.OPEN);
    assertThat(hour.confirmations()).extracting(Hour.Confirmation::side).doesNotHaveDuplicates();
    assertThat(hour.confirmations()).allMatch(each -> Optional.of(each.hash()).equals(hour.hash()));
    if (hour.state() == HourState.CONFIRMED) {
      assertThat(hour.confirmations()).hasSize(2);
    }
    if (hour.state() == HourState.SETTLED) {
      assertThat(hour.settlement()).isPresent();
    }
  }

  private static Hour counted() {
    return opened().counted(figures(20), Deed.ofTheClock(BEGIN));
  }

  @Test
  void figures_thatChangeAfterOneSideConfirmed_wantANewConfirmation() {
    Hour half = counted().confirmed(Side.URBAN, hash(counted()), deed(Side.URBAN, BEGIN));
    Hour other = half.counted(figures(40), Deed.ofTheClock(BEGIN));
    assertThat(other.confirmations()).isEmpty();
    assertThatThrownBy(() -> other.confirmed(Side.RURAL, hash(half), deed(Side.RURAL, BEGIN)))
        .hasMessageContaining("hour-figures-changed");
  }

  @Test
  void hour_thatNobodyDisputes_isConfirmedByTheClockInTime() {
    Hour half = counted().confirmed(Side.URBAN, hash(counted()), deed(Side.URBAN, BEGIN));
    assertThat(half.asOf(BEGIN.plus(Duration.ofDays(13)), WITHIN)).isSameAs(half);
    Hour lapsed = half.asOf(BEGIN.plus(WITHIN), WITHIN);
    assertThat(lapsed.state()).isEqualTo(HourState.CONFIRMED);
    assertThat(lapsed.confirmations())
        .extracting(Hour.Confirmation::by)
        .containsExactly("URBAN-account", "system");
    assertThat(lapsed.history().getLast().step()).isEqualTo(HourStep.LAPSE);
  }

  @Test
  void dispute_acceptedByTheOtherSide_countsAsItSays() {
    Hour disputed =
        counted().disputed(Side.RURAL, hash(counted()), MISSED, deed(Side.RURAL, BEGIN));
    assertThatThrownBy(() -> disputed.accepted(Side.RURAL, deed(Side.RURAL, BEGIN)))
        .hasMessageContaining("hour-own-dispute");
    Hour settled = disputed.accepted(Side.URBAN, deed(Side.URBAN, BEGIN));
    assertThat(settled.verdict()).contains(MISSED);
    assertThat(settled.counted(figures(40), Deed.ofTheClock(BEGIN))).isSameAs(settled);
  }

  @Test
  void lesson_confirmedAsMissed_isMadeUpLaterAndWantsANewConfirmation() {
    Hour confirmed = counted().asOf(BEGIN.plus(WITHIN), WITHIN);
    MakeUp makeUp = new MakeUp("m", BEGIN, Way.RECORDING, 2400, true);
    Hour madeUp = confirmed.madeUp(makeUp, Deed.ofTheClock(BEGIN));
    assertThat(madeUp.state()).isEqualTo(HourState.COUNTED);
    assertThat(madeUp.verdict().orElseThrow().outcome()).isEqualTo(Outcome.MADE_UP);
    assertThat(madeUp.madeUp(makeUp, Deed.ofTheClock(BEGIN))).isSameAs(madeUp);
  }
}
