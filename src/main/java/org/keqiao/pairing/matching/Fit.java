package org.keqiao.pairing.matching;

import java.util.List;
import java.util.Optional;

/**
 * How badly a pair fits, by component: 0 for perfectly, 100 for not at all.
 *
 * @param subject per cent of the wished hours whose subject and grade the partner does not teach
 * @param edition per cent of the others that it teaches by another edition
 * @param periods per cent of the same for which there is no time that suits both
 * @param line per cent that the slower line lacks to {@link #LIVE_KBPS}
 * @param distance 0 in the same township, 25 in the same county, 50 in the same city, 75 in the
 *     same province, else 100
 * @param partnership 0 when the two have worked together before, else 100
 * @param hours wished lessons a week that the partner can give as far as it is not busy elsewhere
 */
public record Fit(
    int subject, int edition, int periods, int line, int distance, int partnership, int hours) {

  /** A line that carries a live lesson, kbit/s. */
  static final int LIVE_KBPS = 2000;

  /** The cost of a pair that could not fit worse. */
  public static final int WORST = 10_000;

  private static final int ALL = 100;
  private static final int[] DISTANCES = {0, 25, 50, 75};

  /**
   * How a pair fits; nothing when there is not one hour that the one wishes and the other can give.
   *
   * @param known whether they have worked together before
   */
  static Optional<Fit> of(RuralSchool rural, UrbanSchool urban, boolean known) {
    int wished = 0;
    int taught = 0;
    int otherEdition = 0;
    int possible = 0;
    for (RuralSchool.Wish wish : rural.wishes()) {
      wished += wish.hours();
      int best = -1;
      boolean edition = false;
      for (UrbanSchool.Taught course : urban.taught()) {
        if (course.isSubjectOf(wish) && course.isGradeOf(wish)) {
          best = Math.max(best, Math.min(wish.hours(), course.times().lessonsWith(wish.times())));
          edition |= course.isEditionOf(wish);
        }
      }
      if (best >= 0) {
        taught += wish.hours();
        possible += best;
        otherEdition += edition ? 0 : wish.hours();
      }
    }
    if (possible == 0) {
      return Optional.empty();
    }
    int line = Math.min(LIVE_KBPS, Math.min(rural.lineKbps(), urban.lineKbps()));
    return Optional.of(
        new Fit(
            percent(wished - taught, wished),
            percent(otherEdition, taught),
            percent(taught - possible, taught),
            percent(LIVE_KBPS - line, LIVE_KBPS),
            distance(rural.regions(), urban.regions()),
            known ? 0 : ALL,
            possible));
  }

  private static int percent(int part, int whole) {
    return Math.round((float) ALL * part / whole);
  }

  /** The fewer regions both lie in, counted from the province down, the farther they are. */
  private static int distance(List<String> rural, List<String> urban) {
    int fromTop = 0;
    while (fromTop < rural.size()
        && fromTop < urban.size()
        && rural.get(rural.size() - 1 - fromTop).equals(urban.get(urban.size() - 1 - fromTop))) {
      fromTop++;
    }
    if (fromTop == 0) {
      return ALL;
    }
    int levels = DISTANCES.length;
    return DISTANCES[Math.max(0, levels - fromTop)];
  }

  /** What the pair costs, 0 to {@link #WORST}, without what its partner's other pairs add. */
  public int cost(Weights weights) {
    long weighted =
        (long) subject * weights.subject()
            + (long) edition * weights.edition()
            + (long) periods * weights.periods()
            + (long) line * weights.line()
            + (long) distance * weights.distance()
            + (long) partnership * weights.partnership();
    return (int) (weighted * (WORST / ALL) / weights.sum());
  }

  /** What it costs a school of {@code capacity} partners to have one more beside {@code taken}. */
  public static int crowding(int taken, int capacity, Weights weights) {
    return capacity == 0
        ? 0
        : (int)
            ((long) Math.min(taken, capacity)
                * WORST
                * weights.balance()
                / ((long) capacity * weights.sum()));
  }
}
