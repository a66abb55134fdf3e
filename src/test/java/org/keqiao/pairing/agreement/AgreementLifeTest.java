package org.keqiao.pairing.agreement;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.MovingClock;

/** Whatever is called in whatever order, an agreement stays within its life and keeps its past. */
class AgreementLifeTest {

  private static final Instant BEGIN = Instant.parse("2026-08-20T02:00:00Z");
  private static final Agreement.Deadlines DEADLINES =
      new Agreement.Deadlines(Duration.ofDays(20), Duration.ofDays(30));

  /** Where an agreement may go in one call or one tick, written down a second time. */
  private static final Map<AgreementState, Set<AgreementState>> DECLARED =
      Map.of(
          AgreementState.PROPOSED,
          Set.of(AgreementState.ACCEPTED, AgreementState.DECLINED, AgreementState.EXPIRED),
          AgreementState.ACCEPTED,
          Set.of(AgreementState.ACTIVE, AgreementState.ENDED),
          AgreementState.ACTIVE,
          Set.of(AgreementState.SUSPENDED, AgreementState.ENDED),
          AgreementState.SUSPENDED,
          Set.of(AgreementState.ACTIVE, AgreementState.ENDED),
          AgreementState.ENDED,
          Set.of(),
          AgreementState.DECLINED,
          Set.of(),
          AgreementState.EXPIRED,
          Set.of());

  /** What somebody calls, or how long nobody does. */
  enum Call {
    SIGN_URBAN,
    SIGN_RURAL,
    SIGN_STALE,
    DECLINE,
    AMEND,
    SUSPEND,
    RESUME,
    END,
    WAIT_A_DAY,
    WAIT_A_MONTH
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Arbitraries.of(Call.class).list().ofMinSize(1).ofMaxSize(40);
  }

  private static Terms terms(int hours, int days) {
    return new Terms(
        List.of(new Terms.Course("english", Optional.of("g5"))),
        hours,
        Agreement.day(BEGIN).plusDays(5),
        Agreement.day(BEGIN).plusDays(days),
        Optional.empty(),
        Optional.empty());
  }

  private static Agreement proposed() {
    return Agreement.proposed(
        "city", "village", Optional.empty(), terms(2, 120), deed(BEGIN, Side.RURAL));
  }

  private static Agreement.Deed deed(Instant at, Side side) {
    return Agreement.Deed.of("somebody", at, side);
  }

  private static Agreement call(Agreement agreement, Call call, MovingClock clock, int step) {
    Agreement.Deed deed = deed(clock.instant(), Side.RURAL);
    String hash = agreement.open().map(TermsVersion::hash).orElse("none");
    return switch (call) {
      case SIGN_URBAN -> agreement.signed(Side.URBAN, hash, deed(clock.instant(), Side.URBAN));
      case SIGN_RURAL -> agreement.signed(Side.RURAL, hash, deed);
      case SIGN_STALE -> agreement.signed(Side.RURAL, "0".repeat(64), deed);
      case DECLINE -> agreement.declined(hash, deed);
      case AMEND -> agreement.amended(terms(1 + step, 100 + 10 * step), deed);
      case SUSPEND -> agreement.stepped(Step.SUSPEND, deed);
      case RESUME -> agreement.stepped(Step.RESUME, deed);
      case END -> agreement.stepped(Step.END, deed);
      case WAIT_A_DAY, WAIT_A_MONTH -> {
        clock.move(Duration.ofDays(call == Call.WAIT_A_DAY ? 1 : 30));
        yield agreement.asOf(clock.instant(), DEADLINES);
      }
    };
  }

  @Property
  void agreement_afterAnyCalls_isWhereTheTableLeadsAndForgetsNothing(
      @ForAll("calls") List<Call> calls) {
    MovingClock clock = new MovingClock(BEGIN);
    Agreement before = proposed();
    for (int step = 0; step < calls.size(); step++) {
      Agreement after;
      try {
        after = call(before, calls.get(step), clock, step);
      } catch (FaultException refused) {
        assertThat(refused.fault().code()).matches("agreement-.*|amendment-.*");
        continue;
      }
      if (after.state() != before.state()) {
        assertThat(DECLARED.get(before.state())).contains(after.state());
      }
      assertThat(after.history().subList(0, before.history().size())).isEqualTo(before.history());
      assertThat(after.earlier().subList(0, before.earlier().size())).isEqualTo(before.earlier());
      assertBindsWhatBothSigned(after);
      before = after;
    }
  }

  private static void assertBindsWhatBothSigned(Agreement agreement) {
    if (agreement.state().binds()) {
      assertThat(agreement.current().signatures())
          .extracting(TermsVersion.Signature::side)
          .containsExactlyInAnyOrder(Side.values());
      assertThat(agreement.current().signatures())
          .allMatch(signature -> signature.hash().equals(agreement.current().terms().hash()));
    }
  }

  @Property
  void agreement_thatIsOver_changesByNothing(@ForAll("calls") List<Call> calls) {
    MovingClock clock = new MovingClock(BEGIN);
    Agreement over = proposed().declined(terms(2, 120).hash(), deed(BEGIN, Side.URBAN));
    for (int step = 0; step < calls.size(); step++) {
      try {
        assertThat(call(over, calls.get(step), clock, step)).isEqualTo(over);
      } catch (FaultException refused) {
        assertThat(refused.fault().code()).isIn("agreement-state", "agreement-nothing-open");
      }
    }
  }
}
