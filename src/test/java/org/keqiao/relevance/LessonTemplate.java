package org.keqiao.relevance;

import java.util.List;
import java.util.Map;

/**
 * How teachers title and describe a kind of lesson; {@code {name}} and the like stand for what the
 * lesson teaches.
 *
 * @param kind a subject, {@code *} for every subject, or {@code @} and a section
 */
record LessonTemplate(String kind, String title, String description) {

  static List<LessonTemplate> all() {
    return Columns.of("lessons.csv").stream()
        .map(row -> new LessonTemplate(row.text(0), row.text(1), row.text(2)))
        .toList();
  }

  boolean ofCourse(String subject) {
    return kind.equals("*") || kind.equals(subject);
  }

  boolean ofSection() {
    return kind.startsWith("@");
  }

  String section() {
    return ofSection() ? kind.substring(1) : "course";
  }

  static String fill(String text, Map<String, String> words) {
    String filled = text;
    for (Map.Entry<String, String> word : words.entrySet()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue());
    }
    return filled;
  }
}
