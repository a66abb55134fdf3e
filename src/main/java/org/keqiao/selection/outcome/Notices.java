package org.keqiao.selection.outcome;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.selection.panel.Sheet;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundState;
import org.keqiao.selection.submission.Submission;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What may be known of a round by others than its organiser. */
final class Notices {

  private final OutcomeService outcomes;
  private final OutcomeService.Sources sources;

  Notices(OutcomeService outcomes, OutcomeService.Sources sources) {
    this.outcomes = outcomes;
    this.sources = sources;
  }

  /**
   * The winners.
   *
   * @param withheld whether the reader scores some of them in a round above: she is not told whose
   *     they are
   * @param schoolName the name of a school
   */
  record Notice(
      List<Outcome.Line> lines, boolean withheld, Function<String, Optional<String>> schoolName) {

    NoticeLine view(Outcome.Line line) {
      return new NoticeLine(
          line.submission(),
          line.rank(),
          line.title(),
          Optional.of(line.teacher()).filter(name -> !withheld),
          Optional.of(line.school()).filter(id -> !withheld).flatMap(schoolName),
          line.subject(),
          line.grade(),
          withheld);
    }
  }

  /** A winner as everybody sees it. */
  record NoticeLine(
      Id submission,
      int rank,
      String title,
      Optional<String> teacher,
      Optional<String> schoolName,
      String subject,
      String grade,
      boolean withheld) {}

  /**
   * The winners, as far as a caller may know.
   *
   * @throws FaultException conflict, before they are public
   */
  Notice read(Caller caller, Id id) {
    Entry<Round> round = sources.rounds().read(id);
    if (!round.value().state().isPublic()) {
      throw FaultException.conflict("notice-not-public", round.value().state().label());
    }
    return new Notice(
        winners(round), sources.panels().scoresWinnersOf(caller, id), sources.schools()::name);
  }

  private List<Outcome.Line> winners(Entry<Round> round) {
    List<Outcome.Line> chosen =
        outcomes.last(round).lines().stream().filter(Outcome.Line::chosen).toList();
    if (round.value().state() != RoundState.FINAL) {
      return chosen;
    }
    var struck = sources.objections().struck(round.id());
    return chosen.stream().filter(line -> !struck.contains(line.submission())).toList();
  }

  /**
   * What an author hears of the scores of a submission: not who gave them, nor which belong
   * together.
   *
   * @param reasons how many reviewers gave each
   * @param notes public ones, in the order of their words
   */
  record Feedback(
      boolean won,
      int rank,
      int mean,
      String rule,
      Map<String, Integer> criteria,
      Map<Sheet.Reason, Long> reasons,
      List<String> notes) {}

  /**
   * What became of a submission within reach.
   *
   * @throws FaultException conflict, before its round is public
   */
  Feedback feedback(Caller caller, Id id) {
    Entry<Submission> submission =
        sources.submissions().read(caller, Permission.READ_SUBMISSION, id);
    Entry<Round> round = sources.rounds().read(submission.value().round());
    if (!round.value().state().isPublic()) {
      throw FaultException.conflict("notice-not-public", round.value().state().label());
    }
    Outcome.Line line =
        outcomes.last(round).lines().stream()
            .filter(each -> each.submission().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    FaultException.conflict(
                        "submission-state", submission.value().state().label()));
    List<Sheet> sheets = sources.panels().sheets(submission.value().panel());
    Optional<Submission.Decision> decision = submission.value().decision();
    return new Feedback(
        decision.map(Submission.Decision::won).orElse(line.chosen()),
        line.rank(),
        line.mean(),
        decision.map(Submission.Decision::rule).orElse(line.rule()),
        line.criteria(),
        sheets.stream()
            .flatMap(sheet -> sheet.reasons().stream().distinct())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())),
        sheets.stream().flatMap(sheet -> sheet.publicNote().stream()).sorted().toList());
  }

  /**
   * Where a round stands, in numbers.
   *
   * @param submissions how many are in each state
   * @param tasks how many are in each state
   */
  record Board(
      RoundState state,
      boolean busy,
      Map<String, Integer> submissions,
      Map<String, Integer> subjects,
      Map<String, Integer> tasks,
      boolean objectionsOpen) {}

  Board board(Caller caller, Id id) {
    Round round = sources.rounds().organised(caller, Permission.READ_PANEL, id).value();
    return new Board(
        round.state(),
        round.due().isPresent(),
        sources.submissions().count(id, "state"),
        sources.submissions().count(id, "subject"),
        sources.panels().seats(id),
        sources.objections().isOneOpen(id));
  }
}
