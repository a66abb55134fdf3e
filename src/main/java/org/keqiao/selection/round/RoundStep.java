package org.keqiao.selection.round;

import static org.keqiao.selection.round.RoundState.CANCELLED;
import static org.keqiao.selection.round.RoundState.DECIDED;
import static org.keqiao.selection.round.RoundState.FINAL;
import static org.keqiao.selection.round.RoundState.NOTICE;
import static org.keqiao.selection.round.RoundState.OPEN;
import static org.keqiao.selection.round.RoundState.PLANNED;
import static org.keqiao.selection.round.RoundState.REOPENED;
import static org.keqiao.selection.round.RoundState.REVIEWING;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.keqiao.fault.FaultException;

/** A step in the life of a round; its state changes by these and by nothing else. */
public enum RoundStep {
  /** Entries are taken from now on. */
  @JsonProperty("open")
  OPEN_ENTRIES,
  /** Entries are not taken any more; panels are made. */
  @JsonProperty("review")
  REVIEW,
  /** Scores are counted. */
  @JsonProperty("decide")
  DECIDE,
  /** The outcome is made public. */
  @JsonProperty("announce")
  ANNOUNCE,
  /** The outcome holds. */
  @JsonProperty("finish")
  FINISH,
  /** Panels score once more. */
  @JsonProperty("reopen")
  REOPEN,
  /** It does not take place. */
  @JsonProperty("cancel")
  CANCEL;

  private record Move(Set<RoundState> from, RoundState to) {}

  /** The whole life of a round: where each step begins, and where it leads. */
  private Move move() {
    return switch (this) {
      case OPEN_ENTRIES -> new Move(EnumSet.of(PLANNED), OPEN);
      case REVIEW -> new Move(EnumSet.of(OPEN), REVIEWING);
      case DECIDE -> new Move(EnumSet.of(REVIEWING, REOPENED), DECIDED);
      case ANNOUNCE -> new Move(EnumSet.of(DECIDED), NOTICE);
      case FINISH -> new Move(EnumSet.of(NOTICE), FINAL);
      case REOPEN -> new Move(EnumSet.of(DECIDED, NOTICE), REOPENED);
      case CANCEL ->
          new Move(EnumSet.of(PLANNED, OPEN, REVIEWING, REOPENED, DECIDED, NOTICE), CANCELLED);
    };
  }

  /**
   * Where the step leads.
   *
   * @throws FaultException conflict, when it does not begin at {@code state}
   */
  RoundState from(RoundState state) {
    Move move = move();
    if (!move.from().contains(state)) {
      throw FaultException.conflict("round-state", state.label(), label());
    }
    return move.to();
  }

  private String label() {
    return this == OPEN_ENTRIES ? "open" : name().toLowerCase(Locale.ROOT);
  }
}
