package org.keqiao.relevance;

import java.util.List;

/**
 * What a teacher typed, and what she meant.
 *
 * @param kind class of the query
 * @param words as typed
 * @param meant ids of the chapters that answer it; one that has parts stands for all of them
 * @param edition that she named; empty when none
 * @param lessonKind that she named, as titles say it, such as 练习课; empty when none
 */
record JudgedQuery(
    String kind, String words, List<String> meant, String edition, String lessonKind) {

  static List<JudgedQuery> all() {
    return Columns.of("queries.csv").stream()
        .map(
            row ->
                new JudgedQuery(
                    row.text(0), row.text(1), row.list(2, " "), row.text(3), row.text(4)))
        .toList();
  }
}
