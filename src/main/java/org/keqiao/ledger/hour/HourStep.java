package org.keqiao.ledger.hour;

import static org.keqiao.ledger.hour.HourState.CONFIRMED;
import static org.keqiao.ledger.hour.HourState.COUNTED;
import static org.keqiao.ledger.hour.HourState.DISPUTED;
import static org.keqiao.ledger.hour.HourState.OPEN;
import static org.keqiao.ledger.hour.HourState.SETTLED;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.keqiao.fault.FaultException;

/** A step in the life of an hour; its state changes by these and by nothing else. */
public enum HourStep {
  /** The lesson begins. */
  @JsonProperty("open")
  OPEN_HOUR,
  /** It is over, and what was there is counted. */
  @JsonProperty("count")
  COUNT,
  /** The figures are others than those that were counted. */
  @JsonProperty("recount")
  RECOUNT,
  /** A school says that the figures are right. */
  @JsonProperty("confirm")
  CONFIRM,
  /** Both have said so. */
  @JsonProperty("agree")
  AGREE,
  /** Nobody said anything else in time. */
  @JsonProperty("lapse")
  LAPSE,
  /** A school says that the figures are wrong. */
  @JsonProperty("dispute")
  DISPUTE,
  /** The figures of a disputed hour are others now; the dispute goes on. */
  @JsonProperty("recount-disputed")
  RECOUNT_DISPUTED,
  /** The school that disputed it takes that back. */
  @JsonProperty("withdraw")
  WITHDRAW,
  /** The other school accepts what the disputing one says. */
  @JsonProperty("accept")
  ACCEPT,
  /** The bureau decides. */
  @JsonProperty("decide")
  DECIDE;

  private record Move(Set<HourState> from, HourState to) {

    static Move to(HourState next, HourState first, HourState... more) {
      return new Move(EnumSet.of(first, more), next);
    }
  }

  /** The whole life of an hour: where each step begins, and where it leads. */
  private Move move() {
    return switch (this) {
      case OPEN_HOUR -> Move.to(OPEN, OPEN);
      case COUNT -> Move.to(COUNTED, OPEN);
      case RECOUNT -> Move.to(COUNTED, COUNTED, CONFIRMED, SETTLED);
      case CONFIRM -> Move.to(COUNTED, COUNTED);
      case AGREE, LAPSE -> Move.to(CONFIRMED, COUNTED);
      case DISPUTE -> Move.to(DISPUTED, COUNTED);
      case RECOUNT_DISPUTED -> Move.to(DISPUTED, DISPUTED);
      case WITHDRAW -> Move.to(COUNTED, DISPUTED);
      case ACCEPT, DECIDE -> Move.to(SETTLED, DISPUTED);
    };
  }

  /**
   * Where the step leads.
   *
   * @throws FaultException conflict, when it does not begin at {@code state}
   */
  HourState from(HourState state) {
    Move move = move();
    if (!move.from().contains(state)) {
      throw FaultException.conflict("hour-state", state.label(), label());
    }
    return move.to();
  }

  private String label() {
    return this == OPEN_HOUR ? "open" : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
