package org.keqiao.pairing.agreement;

import static org.keqiao.pairing.agreement.AgreementState.ACCEPTED;
import static org.keqiao.pairing.agreement.AgreementState.ACTIVE;
import static org.keqiao.pairing.agreement.AgreementState.DECLINED;
import static org.keqiao.pairing.agreement.AgreementState.ENDED;
import static org.keqiao.pairing.agreement.AgreementState.EXPIRED;
import static org.keqiao.pairing.agreement.AgreementState.PROPOSED;
import static org.keqiao.pairing.agreement.AgreementState.SUSPENDED;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.FaultException;

/** A step in the life of an agreement; its state changes by these and by nothing else. */
public enum Step {
  /** Somebody proposes it. */
  @JsonProperty("propose")
  PROPOSE,
  /** A school signs the proposal. */
  @JsonProperty("sign")
  SIGN,
  /** The second signature is there. */
  @JsonProperty("accept")
  ACCEPT,
  /** A school does not want the proposal. */
  @JsonProperty("decline")
  DECLINE,
  /** Nobody answered in time. */
  @JsonProperty("lapse")
  LAPSE,
  /** The first day has come. */
  @JsonProperty("begin")
  BEGIN,
  /** Lessons stop for a while. */
  @JsonProperty("suspend")
  SUSPEND,
  /** Lessons go on. */
  @JsonProperty("resume")
  RESUME,
  /** Somebody ends it before its last day is over. */
  @JsonProperty("end")
  END,
  /** The last day is over. */
  @JsonProperty("finish")
  FINISH,
  /** A school proposes other terms. */
  @JsonProperty("amend")
  AMEND,
  /** A school signs the other terms. */
  @JsonProperty("sign-amendment")
  SIGN_AMENDMENT,
  /** Both have signed the other terms, which hold from now on. */
  @JsonProperty("accept-amendment")
  ACCEPT_AMENDMENT,
  /** A school does not want the other terms. */
  @JsonProperty("decline-amendment")
  DECLINE_AMENDMENT,
  /** The last day comes near. */
  @JsonProperty("remind")
  REMIND;

  private record Move(Set<AgreementState> from, Optional<AgreementState> to) {

    static Move to(AgreementState next, AgreementState first, AgreementState... more) {
      return new Move(EnumSet.of(first, more), Optional.of(next));
    }

    static Move within(AgreementState first, AgreementState... more) {
      return new Move(EnumSet.of(first, more), Optional.empty());
    }
  }

  /** The whole life of an agreement: where each step begins, and where it leads when elsewhere. */
  private Move move() {
    return switch (this) {
      case PROPOSE, SIGN -> Move.within(PROPOSED);
      case ACCEPT -> Move.to(ACCEPTED, PROPOSED);
      case DECLINE -> Move.to(DECLINED, PROPOSED);
      case LAPSE -> Move.to(EXPIRED, PROPOSED);
      case BEGIN -> Move.to(ACTIVE, ACCEPTED);
      case SUSPEND -> Move.to(SUSPENDED, ACTIVE);
      case RESUME -> Move.to(ACTIVE, SUSPENDED);
      case END, FINISH -> Move.to(ENDED, ACCEPTED, ACTIVE, SUSPENDED);
      case AMEND, SIGN_AMENDMENT, ACCEPT_AMENDMENT, DECLINE_AMENDMENT, REMIND ->
          Move.within(ACCEPTED, ACTIVE, SUSPENDED);
    };
  }

  /**
   * Where the step leads.
   *
   * @throws FaultException conflict, when it does not begin at {@code state}
   */
  AgreementState from(AgreementState state) {
    Move move = move();
    if (!move.from().contains(state)) {
      throw FaultException.conflict("agreement-state", state.label(), label());
    }
    return move.to().orElse(state);
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
