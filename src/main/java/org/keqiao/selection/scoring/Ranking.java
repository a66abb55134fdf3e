package org.keqiao.selection.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings entries into an order that does not depend on the order in which they are given: by mean;
 * among those with the same mean by how many criteria each wins against the others of them, then by
 * 科学性, then by who came first, and last by id.
 */
public final class Ranking {

  private Ranking() {}

  /**
   * A place in the order.
   *
   * @param rank 1 for the first
   * @param rule what put it before the next one: {@code mean}, {@code criteria}, {@code science},
   *     {@code earlier} or {@code id}; {@code last} for the last
   */
  public record Ranked(Contender contender, int rank, String rule) {}

  private record Key(Contender contender, int wins) {}

  /** The best first. */
  public static List<Ranked> of(List<Contender> contenders) {
    Map<Integer, List<Contender>> tied = new TreeMap<>(Comparator.reverseOrder());
    contenders.forEach(
        each -> tied.computeIfAbsent(each.tally().mean(), mean -> new ArrayList<>()).add(each));
    List<Key> order = new ArrayList<>();
    tied.values().forEach(group -> order.addAll(sorted(group)));
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      String rule = i + 1 < order.size() ? rule(order.get(i), order.get(i + 1)) : "last";
      ranked.add(new Ranked(order.get(i).contender(), i + 1, rule));
    }
    return List.copyOf(ranked);
  }

  private static List<Key> sorted(List<Contender> group) {
    Map<String, Integer> wins = wins(group);
    return group.stream()
        .map(each -> new Key(each, wins.getOrDefault(each.id(), 0)))
        .sorted(
            Comparator.comparingInt(Key::wins)
                .reversed()
                .thenComparing(
                    key -> key.contender().tally().of(Rubric.SCIENCE), Comparator.reverseOrder())
                .thenComparing(key -> key.contender().submitted())
                .thenComparing(key -> key.contender().id()))
        .toList();
  }

  /** How many comparisons, criterion by criterion, each wins against the others of its group. */
  private static Map<String, Integer> wins(List<Contender> group) {
    Map<String, Integer> wins = new HashMap<>();
    for (String criterion :
        group.stream()
            .flatMap(each -> each.tally().criteria().keySet().stream())
            .distinct()
            .toList()) {
      List<Integer> points =
          group.stream().map(each -> each.tally().of(criterion)).sorted().toList();
      for (Contender each : group) {
        wins.merge(each.id(), below(points, each.tally().of(criterion)), Integer::sum);
      }
    }
    return wins;
  }

  private static int below(List<Integer> sorted, int points) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle) < points) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static String rule(Key better, Key worse) {
    Tally first = better.contender().tally();
    Tally second = worse.contender().tally();
    if (first.mean() != second.mean()) {
      return "mean";
    }
    if (better.wins() != worse.wins()) {
      return "criteria";
    }
    if (first.of(Rubric.SCIENCE) != second.of(Rubric.SCIENCE)) {
      return "science";
    }
    return better.contender().submitted().equals(worse.contender().submitted()) ? "id" : "earlier";
  }
}
