package org.keqiao.selection.round;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;

/**
 * A round of selection. The methods are the only ways from one state to another; each adds to the
 * history, with the rule that decided it, and takes nothing from it.
 *
 * @param title as people name it
 * @param place the school or region that holds it; absent for the nation
 * @param above id of the round that its winners are promoted to
 * @param decisions how often it was decided; the last outcome has this number
 * @param due work that its last step brought and that is not done yet
 * @param history what happened, the first first
 */
public record Round(
    String title,
    Level level,
    Optional<String> place,
    Optional<String> above,
    Windows windows,
    RoundRules rules,
    RoundState state,
    int decisions,
    Optional<Due> due,
    List<Happening> history) {

  /** The account that stands for the clock. */
  public static final String CLOCK = "system";

  private static final String WINDOW = "window";
  private static final String ORGANISER = "organiser";

  /** Keeps its list from changing. */
  public Round {
    history = List.copyOf(history);
  }

  /** Work that a step brings; done again by any server until it is done. */
  public enum Due {
    /** Panels are to be made. */
    PANELS,
    /** The outcome is to be written into the entries. */
    SETTLEMENT
  }

  /**
   * Something that happened to a round.
   *
   * @param step absent when its windows or rules were changed
   * @param by the account that did it, or {@link #CLOCK}
   * @param rule what decided it: {@code window} or {@code organiser}
   * @param reason in the words of whoever did it
   */
  public record Happening(
      Optional<RoundStep> step, Instant at, String by, String rule, Optional<String> reason) {}

  /** Who does something, when, and why. */
  public record Deed(String by, Instant at, Optional<String> reason) {}

  static Round planned(RoundDraft draft, Deed deed) {
    return new Round(
            draft.title().orElseThrow(),
            draft.level().orElseThrow(),
            draft.place(),
            draft.above(),
            draft.windows().orElseThrow(),
            draft.rules(),
            RoundState.PLANNED,
            0,
            Optional.empty(),
            List.of())
        .noted(Optional.empty(), deed, ORGANISER);
  }

  private Round noted(Optional<RoundStep> step, Deed deed, String rule) {
    Happening happening = new Happening(step, deed.at(), deed.by(), rule, deed.reason());
    return new Round(
        title,
        level,
        place,
        above,
        windows,
        rules,
        state,
        decisions,
        due,
        Stream.concat(history.stream(), Stream.of(happening)).toList());
  }

  private Round after(RoundStep step, Deed deed, String rule) {
    RoundState next = step.from(state);
    Optional<Due> more =
        switch (step) {
          case REVIEW, REOPEN -> Optional.of(Due.PANELS);
          case FINISH -> Optional.of(Due.SETTLEMENT);
          case OPEN_ENTRIES, DECIDE, ANNOUNCE, CANCEL -> Optional.empty();
        };
    int decided = step == RoundStep.DECIDE ? decisions + 1 : decisions;
    return new Round(title, level, place, above, windows, rules, next, decided, more, history)
        .noted(Optional.of(step), deed, rule);
  }

  private Round with(Windows other) {
    return new Round(title, level, place, above, other, rules, state, decisions, due, history);
  }

  /**
   * Something is said otherwise of it. Rules stay once entries are taken.
   *
   * @throws FaultException conflict
   */
  Round redrafted(RoundDraft draft, Deed deed) {
    if (!state.isMoving()) {
      throw FaultException.conflict("round-over");
    }
    RoundRules changed = draft.rules();
    boolean fixed = state != RoundState.PLANNED;
    if (fixed && !(changed.equals(rules) && draft.above().equals(above))) {
      throw FaultException.conflict("round-rules-fixed");
    }
    Round next =
        new Round(
            draft.title().orElseThrow(),
            level,
            place,
            draft.above(),
            draft.windows().orElseThrow(),
            changed,
            state,
            decisions,
            state.isScored() ? Optional.of(Due.PANELS) : due,
            history);
    return next.equals(this) ? this : next.noted(Optional.empty(), deed, ORGANISER);
  }

  /** Takes a step that its organiser wants now, whatever the windows say. */
  Round stepped(RoundStep step, Deed deed) {
    return after(step, deed, ORGANISER);
  }

  /** Scores once more until a moment. */
  Round reopened(Instant decide, Deed deed) {
    return after(RoundStep.REOPEN, deed, ORGANISER).with(windows.reopened(decide));
  }

  /** What the windows say is to be done now; nothing when the last step left work to do. */
  public Optional<RoundStep> timely(Instant now) {
    if (due.isPresent()) {
      return Optional.empty();
    }
    return switch (state) {
      case PLANNED -> reached(now, windows.opens(), RoundStep.OPEN_ENTRIES);
      case OPEN -> reached(now, windows.closes(), RoundStep.REVIEW);
      case REVIEWING, REOPENED -> reached(now, windows.decides(), RoundStep.DECIDE);
      case DECIDED -> reached(now, windows.announces(), RoundStep.ANNOUNCE);
      case NOTICE -> reached(now, windows.ends(), RoundStep.FINISH);
      case FINAL, CANCELLED -> Optional.empty();
    };
  }

  private static Optional<RoundStep> reached(Instant now, Instant from, RoundStep step) {
    return now.isBefore(from) ? Optional.empty() : Optional.of(step);
  }

  /** Takes a step by the clock, if it is still what the windows say. */
  Round byClock(RoundStep step, Instant now) {
    return timely(now).equals(Optional.of(step))
        ? after(step, new Deed(CLOCK, now, Optional.empty()), WINDOW)
        : this;
  }

  /** The work of the last step is done. */
  Round done(Due work) {
    return due.equals(Optional.of(work))
        ? new Round(
            title, level, place, above, windows, rules, state, decisions, Optional.empty(), history)
        : this;
  }

  /** Whether entries are taken at a moment. */
  public boolean takesEntries(Instant now) {
    return state == RoundState.OPEN && now.isBefore(windows.closes());
  }

  /** Whether scores are taken at a moment. */
  public boolean takesScores(Instant now) {
    return state.isScored() && now.isBefore(windows.decides());
  }
}
