package org.keqiao.selection.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Chooses from the top of a ranking whatever every quota still has room for. With a preference for
 * nodes that have no winner yet, entries of those are looked at first.
 */
public final class Choice {

  /** Within every quota. */
  public static final String WITHIN = "within-quota";

  /** A quota was full when its turn came. */
  public static final String FULL = "quota-full";

  /** Its mean is below what the round asks for. */
  public static final String BELOW = "below-least-mean";

  private Choice() {}

  /**
   * What became of an entry, and why.
   *
   * @param chosen whether it wins
   * @param rule why, or why not
   * @param quota the quota that was full, as {@code region/subject}
   */
  public record Verdict(
      Ranking.Ranked ranked, boolean chosen, String rule, Optional<String> quota) {}

  /**
   * A verdict on each, in the order of the ranking.
   *
   * @param leastMean hundredths of a point that a winner has at least
   * @param preferUncovered whether nodes without a winner come first
   */
  public static List<Verdict> of(
      List<Ranking.Ranked> ranking, List<Quota> quotas, int leastMean, boolean preferUncovered) {
    Comparator<Ranking.Ranked> turn = Comparator.comparingInt(Ranking.Ranked::rank);
    List<Ranking.Ranked> turns =
        ranking.stream()
            .sorted(
                preferUncovered
                    ? Comparator.<Ranking.Ranked, Boolean>comparing(
                            each -> each.contender().covered())
                        .thenComparing(turn)
                    : turn)
            .toList();
    int[] taken = new int[quotas.size()];
    List<Verdict> verdicts = new ArrayList<>();
    for (Ranking.Ranked each : turns) {
      verdicts.add(verdict(each, quotas, taken, leastMean));
    }
    verdicts.sort(Comparator.comparingInt(verdict -> verdict.ranked().rank()));
    return List.copyOf(verdicts);
  }

  private static Verdict verdict(
      Ranking.Ranked ranked, List<Quota> quotas, int[] taken, int leastMean) {
    Contender contender = ranked.contender();
    if (contender.tally().mean() < leastMean) {
      return new Verdict(ranked, false, BELOW, Optional.empty());
    }
    for (int i = 0; i < taken.length; i++) {
      if (quotas.get(i).counts(contender) && taken[i] >= quotas.get(i).most()) {
        return new Verdict(ranked, false, FULL, Optional.of(quotas.get(i).label()));
      }
    }
    for (int i = 0; i < taken.length; i++) {
      taken[i] += quotas.get(i).counts(contender) ? 1 : 0;
    }
    return new Verdict(ranked, true, WITHIN, Optional.empty());
  }
}
