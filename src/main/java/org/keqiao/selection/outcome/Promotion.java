package org.keqiao.selection.outcome;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.round.RoundState;
import org.keqiao.selection.submission.Submission;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Hands the winners of a round that is final in to the round above. */
final class Promotion {

  private static final int AT_ONCE = 8;

  private final RoundService rounds;
  private final SubmissionService submissions;
  private final OutcomeService outcomes;
  private final Clock clock;

  Promotion(
      RoundService rounds, SubmissionService submissions, OutcomeService outcomes, Clock clock) {
    this.rounds = rounds;
    this.submissions = submissions;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /**
   * What became of a winner.
   *
   * @param above the submission in the round above
   * @param refusal the code of why there is none
   */
  record Promoted(Id submission, Optional<Id> above, Optional<String> refusal) {}

  /**
   * Promotes every winner; doing it again promotes those that were not.
   *
   * @throws FaultException conflict, when the round is not final, has none above it, or that one
   *     takes no submissions now
   */
  List<Promoted> promote(Caller caller, Id id) {
    Entry<Round> round = rounds.organised(caller, Permission.EDIT_ROUND, id);
    if (round.value().state() != RoundState.FINAL || round.value().due().isPresent()) {
      throw FaultException.conflict("round-not-final", round.value().state().label());
    }
    Entry<Round> above =
        round
            .value()
            .above()
            .flatMap(rounds::find)
            .orElseThrow(() -> FaultException.conflict("round-without-above"));
    if (!above.value().takesEntries(clock.instant())) {
      throw FaultException.conflict("round-not-open", above.value().state().label());
    }
    return outcomes.last(round).lines().stream()
        .filter(Outcome.Line::chosen)
        .map(line -> submissions.stored(line.submission()))
        .filter(winner -> winner.value().won())
        .gather(Gatherers.mapConcurrent(AT_ONCE, winner -> promote(caller, winner, above)))
        .toList();
  }

  private Promoted promote(Caller caller, Entry<Submission> winner, Entry<Round> above) {
    try {
      Entry<Submission> promoted = submissions.promote(winner, above, caller.account());
      return new Promoted(winner.id(), Optional.of(promoted.id()), Optional.empty());
    } catch (FaultException refused) {
      if (!(refused.fault() instanceof Fault.Conflict)) {
        throw refused;
      }
      return new Promoted(winner.id(), Optional.empty(), Optional.of(refused.fault().code()));
    }
  }
}
