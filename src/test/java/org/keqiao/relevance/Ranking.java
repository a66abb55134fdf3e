package org.keqiao.relevance;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The grades of what was found, in order, and all grades that could have been.
 *
 * @param found 0 to 3, best match first
 * @param all grades of every lesson that has one
 */
record Ranking(List<Integer> found, Collection<Integer> all) {

  private static final int DEPTH = 10;
  private static final int USEFUL = 2;

  /**
   * Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002, with the
   * gain 2^grade − 1 that is usual since): 1 when no order could be better.
   */
  double ndcg() {
    return gain(found) / gain(all.stream().sorted(Comparator.reverseOrder()).toList());
  }

  private static double gain(List<Integer> grades) {
    double gain = 0;
    for (int place = 0; place < Math.min(DEPTH, grades.size()); place++) {
      gain += (Math.pow(2, grades.get(place)) - 1) * Math.log(2) / Math.log(place + 2.0);
    }
    return gain;
  }

  /** Whether a lesson that she can teach with is among the first ones. */
  boolean succeeds(int first) {
    return found.stream().limit(first).anyMatch(grade -> grade >= USEFUL);
  }
}
