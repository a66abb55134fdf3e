package org.keqiao.selection.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.keqiao.selection.panel.Panel;
import org.keqiao.selection.round.RoundRules;
import org.keqiao.selection.scoring.Choice;
import org.keqiao.selection.scoring.Contender;
import org.keqiao.selection.scoring.Ranking;
import org.keqiao.selection.scoring.Tally;
import org.keqiao.selection.submission.Submission;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Decides a round from what was handed in and what was scored; a pure rule. */
final class Deciding {

  private static final int HUNDREDTHS = 100;

  private final RoundRules rules;
  private final Function<String, List<String>> around;
  private final Set<String> covered;

  /**
   * @param around a school and the regions around it
   * @param covered chapters that have a winner already
   */
  Deciding(RoundRules rules, Function<String, List<String>> around, Set<String> covered) {
    this.rules = rules;
    this.around = around;
    this.covered = covered;
  }

  /** A submission with its panel, and whether its lesson is still what was handed in. */
  record Candidate(Entry<Submission> submission, Optional<Panel> panel, boolean unchanged) {

    Tally tally(RoundRules rules) {
      return panel
          .map(found -> found.tally(rules.rubric()))
          .orElseGet(() -> Tally.of(rules.rubric(), List.of()));
    }

    /** Why it is not ranked. */
    Optional<String> obstacle(RoundRules rules) {
      String hash = submission.value().content().hash();
      if (!unchanged || panel.filter(found -> !found.hash().equals(hash)).isPresent()) {
        return Optional.of("content-changed");
      }
      return tally(rules).scores() < rules.rubric().leastScores()
          ? Optional.of("too-few-scores")
          : Optional.empty();
    }
  }

  Outcome decide(Id round, int number, Instant now, List<Candidate> candidates) {
    Map<String, Candidate> byId = new HashMap<>();
    List<Contender> contenders = new ArrayList<>();
    List<Outcome.Line> unranked = new ArrayList<>();
    for (Candidate each : candidates) {
      byId.put(each.submission().id().value(), each);
      each.obstacle(rules)
          .ifPresentOrElse(
              rule -> unranked.add(unranked(each, rule)), () -> contenders.add(contender(each)));
    }
    List<Outcome.Line> lines = new ArrayList<>();
    for (Choice.Verdict verdict :
        Choice.of(
            Ranking.of(contenders),
            rules.quotas(),
            rules.leastMean() * HUNDREDTHS,
            rules.preferUncovered())) {
      lines.add(ranked(byId, verdict));
    }
    unranked.sort(Comparator.comparing(Outcome.Line::submission));
    lines.addAll(unranked);
    return new Outcome(round, number, now, lines);
  }

  private Contender contender(Candidate candidate) {
    Submission submission = candidate.submission().value();
    return new Contender(
        candidate.submission().id().value(),
        submission.content().subject(),
        around.apply(submission.author().school()),
        candidate.tally(rules),
        submission.at(),
        covered.contains(submission.content().nodeKey()));
  }

  private Outcome.Line unranked(Candidate candidate, String rule) {
    return line(
        candidate,
        candidate.tally(rules),
        new Verdict(0, false, rule, Optional.empty(), Optional.empty()));
  }

  private Outcome.Line ranked(Map<String, Candidate> byId, Choice.Verdict verdict) {
    Contender contender = verdict.ranked().contender();
    Candidate candidate = Optional.ofNullable(byId.get(contender.id())).orElseThrow();
    return line(
        candidate,
        contender.tally(),
        new Verdict(
            verdict.ranked().rank(),
            verdict.chosen(),
            verdict.rule(),
            Optional.of(verdict.ranked().rule()),
            verdict.quota()));
  }

  private record Verdict(
      int rank, boolean chosen, String rule, Optional<String> before, Optional<String> quota) {}

  private static Outcome.Line line(Candidate candidate, Tally tally, Verdict verdict) {
    Submission submission = candidate.submission().value();
    return new Outcome.Line(
        candidate.submission().id(),
        submission.content().title(),
        submission.author().teacher(),
        submission.author().school(),
        submission.content().subject(),
        submission.content().grade(),
        verdict.rank(),
        tally.scores(),
        tally.mean(),
        tally.spread(),
        tally.criteria(),
        verdict.chosen(),
        verdict.rule(),
        verdict.before(),
        verdict.quota(),
        submission.content().hash());
  }
}
