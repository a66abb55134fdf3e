package org.keqiao.selection.panel;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;

/**
 * One task of a panel.
 *
 * @param number from 1
 * @param cause why there is such a seat
 * @param reviewer the account that has it, or had it when it was scored or closed
 * @param due when it is taken from her, unless she claims or scores it before
 * @param sheet what she said
 */
public record Seat(
    int number,
    Cause cause,
    SeatState state,
    Optional<String> reviewer,
    Optional<Instant> due,
    Optional<Sheet> sheet) {

  /** Why a panel has a seat. */
  public enum Cause {
    /** The rubric wants so many. */
    @JsonProperty("first")
    FIRST,
    /** The others were too far apart. */
    @JsonProperty("spread")
    SPREAD,
    /** The organiser asked for one more opinion. */
    @JsonProperty("second-opinion")
    SECOND_OPINION
  }

  static Seat open(int number, Cause cause) {
    return new Seat(
        number, cause, SeatState.OPEN, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Seat with(SeatState next, Optional<String> who, Optional<Instant> until) {
    return new Seat(number, cause, next, who, until, sheet);
  }

  Seat assigned(String who, Instant until) {
    return with(SeatState.ASSIGNED, Optional.of(who), Optional.of(until));
  }

  Seat claimed(String who, Instant until) {
    return with(SeatState.CLAIMED, Optional.of(who), Optional.of(until));
  }

  Seat freed() {
    return with(SeatState.OPEN, Optional.empty(), Optional.empty());
  }

  Seat closed() {
    return with(SeatState.CLOSED, reviewer, Optional.empty());
  }

  Seat scored(Sheet said) {
    return new Seat(number, cause, SeatState.SCORED, reviewer, Optional.empty(), Optional.of(said));
  }

  boolean isHeldBy(String account) {
    return state.isHeld() && reviewer.equals(Optional.of(account));
  }

  boolean isOver(Instant now) {
    return state.isHeld() && due.filter(until -> !now.isBefore(until)).isPresent();
  }
}
