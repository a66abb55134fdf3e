package org.keqiao.relevance;

import java.util.List;

/** How well a class of queries is answered, from 0 to 1. */
record Score(String kind, int queries, double ndcg, double success1, double success3) {

  static Score of(String kind, List<Outcome> outcomes) {
    return new Score(
        kind,
        outcomes.size(),
        outcomes.stream().mapToDouble(o -> o.ranking().ndcg()).average().orElse(0),
        share(outcomes, 1),
        share(outcomes, 3));
  }

  private static double share(List<Outcome> outcomes, int first) {
    return outcomes.stream()
        .mapToDouble(o -> o.ranking().succeeds(first) ? 1 : 0)
        .average()
        .orElse(0);
  }

  /** A row of the table. */
  String row() {
    return "%-12s %7d %8.3f %10.3f %10.3f".formatted(kind, queries, ndcg, success1, success3);
  }
}
