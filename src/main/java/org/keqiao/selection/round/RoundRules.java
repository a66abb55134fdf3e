package org.keqiao.selection.round;

import java.util.List;
import org.keqiao.selection.scoring.Quota;
import org.keqiao.selection.scoring.Rubric;

/**
 * By which rules a round chooses.
 *
 * @param onePerTeacher whether a teacher, known by name and school, has one entry at most
 * @param onePerNode whether a chapter of a textbook has one entry at most
 * @param preferUncovered whether chapters without a winner come first
 * @param quotas how many may win
 * @param leastMean points of 100 that a winner has at least
 * @param rubric how entries are scored
 */
public record RoundRules(
    boolean onePerTeacher,
    boolean onePerNode,
    boolean preferUncovered,
    List<Quota> quotas,
    int leastMean,
    Rubric rubric) {

  /** Keeps its list from changing. */
  public RoundRules {
    quotas = List.copyOf(quotas);
  }
}
