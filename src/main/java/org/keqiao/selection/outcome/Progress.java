package org.keqiao.selection.outcome;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.selection.panel.PanelService;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.round.RoundState;
import org.keqiao.selection.round.RoundStep;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * Moves rounds on: by the clock, or because their organiser wants it. Whatever a step brings is
 * done after it is kept, and done again by any server until it is done.
 */
final class Progress {

  private static final int LONGEST_REASON = 500;

  private final RoundService rounds;
  private final PanelService panels;
  private final OutcomeService outcomes;
  private final ObjectionService objections;
  private final Clock clock;

  Progress(
      RoundService rounds,
      PanelService panels,
      OutcomeService outcomes,
      ObjectionService objections,
      Clock clock) {
    this.rounds = rounds;
    this.panels = panels;
    this.outcomes = outcomes;
    this.objections = objections;
    this.clock = clock;
  }

  /**
   * Takes a step that the organiser of a round wants now.
   *
   * @throws FaultException not found, forbidden, stale, invalid; conflict, when the step does not
   *     begin at its present state, or objections are open
   */
  Entry<Round> step(Caller caller, Id id, long version, RoundService.Stepping stepping) {
    rounds.organised(caller, Permission.EDIT_ROUND, id);
    check(stepping);
    RoundStep step = stepping.step().orElseThrow();
    Entry<Round> round = rounds.ready(id, version, step);
    if (round.value().due().isPresent()) {
      throw FaultException.conflict("round-busy");
    }
    if (step == RoundStep.DECIDE) {
      outcomes.decide(round, "organiser");
    }
    if (step == RoundStep.FINISH && objections.isOneOpen(id)) {
      throw FaultException.conflict("objections-open");
    }
    if (step == RoundStep.CANCEL) {
      panels.close(id, "round-cancelled");
    }
    rounds.step(caller, id, OptionalLong.of(version), step, stepping);
    return advance(id);
  }

  private void check(RoundService.Stepping stepping) {
    Violations violations = new Violations();
    boolean reopens = stepping.step().filter(RoundStep.REOPEN::equals).isPresent();
    if (stepping.step().isEmpty()) {
      violations.add("/step", "missing");
    }
    boolean explained = reopens || stepping.step().filter(RoundStep.CANCEL::equals).isPresent();
    if (explained && stepping.reason().isEmpty()) {
      violations.add("/reason", "missing");
    }
    violations.text("/reason", stepping.reason(), LONGEST_REASON);
    if (reopens && stepping.until().filter(clock.instant()::isBefore).isEmpty()) {
      violations.add("/until", "not-later");
    }
    violations.refuse();
  }

  /** Does what is due in a round, and takes the steps whose time has come. */
  Entry<Round> advance(Id id) {
    Entry<Round> round = rounds.newest(id);
    Optional<Entry<Round>> next = next(round);
    while (next.isPresent()) {
      round = next.get();
      next = next(round);
    }
    return round;
  }

  private Optional<Entry<Round>> next(Entry<Round> round) {
    if (round.value().due().isPresent()) {
      Round.Due due = round.value().due().get();
      switch (due) {
        case PANELS -> panels.make(round);
        case SETTLEMENT -> outcomes.settle(round);
      }
      return Optional.of(rounds.done(round.id(), due));
    }
    return round
        .value()
        .timely(clock.instant())
        .filter(step -> step != RoundStep.FINISH || !objections.isOneOpen(round.id()))
        .map(
            step -> {
              if (step == RoundStep.DECIDE) {
                outcomes.decide(round, "window");
              }
              return rounds.byClock(round.id(), step);
            })
        .filter(changed -> changed.version() != round.version());
  }

  /** Looks through all rounds that are not over. */
  void tick() {
    for (RoundState state : RoundState.values()) {
      if (state != RoundState.CANCELLED) {
        rounds.in(state).toList().forEach(this::tick);
      }
    }
  }

  private void tick(Entry<Round> round) {
    Entry<Round> now = advance(round.id());
    if (now.value().state().isScored()) {
      panels.lapse(now);
    }
  }
}
