package org.keqiao.selection.outcome;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.school.SchoolService;
import org.keqiao.selection.panel.Panel;
import org.keqiao.selection.panel.PanelService;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.submission.Submission;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Counts the scores of a round, and writes what it came to into its submissions. */
final class OutcomeService {

  static final RecordType<Outcome> TYPE = new RecordType<>("outcome", Outcome.class);

  private static final int AT_ONCE = 16;
  private static final int LONGEST_ID = 40;

  private final Records<Outcome> outcomes;
  private final Sources sources;
  private final Clock clock;

  /** Where the rest of what an outcome needs is known. */
  record Sources(
      RoundService rounds,
      SubmissionService submissions,
      PanelService panels,
      ObjectionService objections,
      SchoolService schools) {}

  OutcomeService(Records<Outcome> outcomes, Sources sources, Clock clock) {
    this.outcomes = outcomes;
    this.sources = sources;
    this.clock = clock;
  }

  private static Id id(Id round, int number) {
    return new Id(DigestUtils.sha256Hex(round + "/" + number).substring(0, LONGEST_ID));
  }

  /**
   * Closes the panels of a round and counts; of any number of servers that do so the first one's
   * outcome is the outcome.
   *
   * @param rule why the panels are closed now
   */
  void decide(Entry<Round> round, String rule) {
    int number = round.value().decisions() + 1;
    Map<Id, Panel> panels = sources.panels().close(round.id(), rule);
    List<Deciding.Candidate> candidates =
        sources
            .submissions()
            .takingPart(round.id())
            .gather(
                Gatherers.mapConcurrent(
                    AT_ONCE,
                    each ->
                        new Deciding.Candidate(
                            each,
                            Optional.ofNullable(panels.get(each.id())),
                            sources.submissions().isUnchanged(each.value()))))
            .toList();
    Set<String> covered = new HashSet<>();
    if (round.value().rules().preferUncovered()) {
      sources.submissions().coveredNodes(round.value().level(), round.id()).forEach(covered::add);
    }
    Outcome outcome =
        new Deciding(round.value().rules(), sources.schools()::around, covered)
            .decide(round.id(), number, clock.instant(), candidates);
    var _ = outcomes.createIfAbsent(id(round.id(), number), outcome, Round.CLOCK);
  }

  /**
   * What a round came to last.
   *
   * @throws FaultException conflict, before it is decided
   */
  Outcome last(Entry<Round> round) {
    int number = round.value().decisions();
    return Optional.of(number)
        .filter(made -> made > 0)
        .flatMap(made -> outcomes.find(id(round.id(), made)))
        .map(Entry::value)
        .orElseThrow(
            () -> FaultException.conflict("round-not-decided", round.value().state().label()));
  }

  /** The whole outcome, for who organises the round. */
  Outcome read(Caller caller, Id round) {
    return last(sources.rounds().organised(caller, Permission.READ_PANEL, round));
  }

  /** Writes the outcome of a round that is final into its submissions. */
  void settle(Entry<Round> round) {
    Outcome outcome = last(round);
    Set<Id> struck = sources.objections().struck(round.id());
    outcome.lines().stream()
        .gather(
            Gatherers.mapConcurrent(
                AT_ONCE,
                line ->
                    sources
                        .submissions()
                        .decide(line.submission(), decision(outcome, line, struck))))
        .forEach(done -> {});
  }

  private static Submission.Decision decision(Outcome outcome, Outcome.Line line, Set<Id> struck) {
    boolean stricken = line.chosen() && struck.contains(line.submission());
    return new Submission.Decision(
        line.chosen() && !stricken,
        line.rank(),
        line.mean(),
        stricken ? "objection-upheld" : line.rule(),
        line.hash(),
        outcome.number(),
        outcome.at());
  }
}
