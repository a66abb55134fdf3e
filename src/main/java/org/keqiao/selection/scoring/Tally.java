package org.keqiao.selection.scoring;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sheets of an entry come to together. Numbers are hundredths of a point.
 *
 * @param scores how many sheets there are
 * @param mean of the totals that are left when the highest and lowest are trimmed, as many of each
 *     as the rubric says; nothing is trimmed while nothing would be left
 * @param spread between the highest and the lowest total
 * @param criteria mean of the points of each criterion, of all sheets
 */
public record Tally(int scores, int mean, int spread, Map<String, Integer> criteria) {

  private static final int HUNDREDTHS = 100;

  /** Keeps its map from changing. */
  public Tally {
    criteria = Map.copyOf(criteria);
  }

  /** Counts sheets; none come to nothing. */
  public static Tally of(Rubric rubric, List<Map<String, Integer>> sheets) {
    List<Integer> totals = sheets.stream().map(rubric::total).sorted().toList();
    if (totals.isEmpty()) {
      return new Tally(0, 0, 0, Map.of());
    }
    Map<String, Integer> criteria = new TreeMap<>();
    for (Criterion each : rubric.criteria()) {
      double points =
          sheets.stream().mapToInt(sheet -> sheet.getOrDefault(each.id(), 0)).average().orElse(0);
      criteria.put(each.id(), (int) Math.round(points * HUNDREDTHS));
    }
    return new Tally(
        totals.size(),
        trimmedMean(totals, rubric.trim()),
        totals.getLast() - totals.getFirst(),
        criteria);
  }

  private static int trimmedMean(List<Integer> sorted, int trim) {
    int off = sorted.size() > 2 * trim ? trim : 0;
    return (int)
        Math.round(
            sorted.subList(off, sorted.size() - off).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0));
  }

  /** Whether reviewers are too far apart to be left alone with it. */
  public boolean alarms(Rubric rubric) {
    return spread > rubric.alarm();
  }

  /** Mean of the points of a criterion. */
  int of(String criterion) {
    return criteria.getOrDefault(criterion, 0);
  }
}
