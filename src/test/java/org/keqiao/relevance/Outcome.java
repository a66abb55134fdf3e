package org.keqiao.relevance;

import java.util.ArrayList;
import java.util.List;

/** What a query found: titles in order, and how they are graded. */
record Outcome(JudgedQuery query, List<String> titles, Ranking ranking) {

  private static final int SHOWN = 5;

  /** A row of the report, worst things to be read first: what stands above what was meant. */
  String row() {
    List<String> shown = new ArrayList<>();
    for (int place = 0; place < Math.min(SHOWN, titles.size()); place++) {
      shown.add(ranking.found().get(place) + " " + titles.get(place));
    }
    return "%s | %s | %.3f | %s"
        .formatted(query.kind(), query.words(), ranking.ndcg(), String.join(" | ", shown));
  }
}
