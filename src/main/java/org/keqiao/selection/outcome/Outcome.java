package org.keqiao.selection.outcome;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What a round came to, once.
 *
 * @param round which
 * @param number of the decision: a reopened round has another one
 * @param at when the scores were counted
 * @param lines every submission; the ranked ones first, in order
 */
public record Outcome(Id round, int number, Instant at, List<Line> lines) {

  /** Keeps its list from changing. */
  public Outcome {
    lines = List.copyOf(lines);
  }

  /**
   * What a submission came to, and why.
   *
   * @param rank from 1; 0 when it was not ranked
   * @param scores how many reviewers scored it
   * @param mean hundredths of a point, and so is {@code spread}
   * @param criteria mean of the points of each criterion, hundredths
   * @param chosen whether it wins
   * @param rule why, or why not
   * @param before what put it before the next in rank
   * @param quota the quota that was full
   * @param hash the content that was scored
   */
  public record Line(
      Id submission,
      String title,
      String teacher,
      String school,
      String subject,
      String grade,
      int rank,
      int scores,
      int mean,
      int spread,
      Map<String, Integer> criteria,
      boolean chosen,
      String rule,
      Optional<String> before,
      Optional<String> quota,
      String hash) {}
}
