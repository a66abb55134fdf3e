package org.keqiao.pairing.matching;

import java.util.List;
import java.util.Map;

/**
 * Who is paired with whom.
 *
 * @param partners index of a rural school → index of its partner
 * @param cost of all pairs together, with what crowding adds
 */
public record Matching(Map<Integer, Integer> partners, long cost) {

  /** Keeps its pairs from changing. */
  public Matching {
    partners = Map.copyOf(partners);
  }

  /**
   * What is to be matched.
   *
   * @param costs of each rural school's pair with each urban school; negative where they do not fit
   * @param taken how many partners each urban school has before
   */
  public record Problem(
      List<short[]> costs, List<UrbanSchool> urban, int[] taken, Weights weights) {

    int free(int school) {
      return Math.max(0, urban.get(school).partners() - taken[school]);
    }

    int crowding(int school, int more) {
      return Fit.crowding(taken[school] + more, urban.get(school).partners(), weights);
    }
  }
}
