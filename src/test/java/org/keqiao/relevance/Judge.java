package org.keqiao.relevance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Grades lessons for queries by rule, from what the teacher meant and where the lesson is filed;
 * never from words that both share, and never from what a search found.
 *
 * <ul>
 *   <li>3: on a chapter that she meant, and of the kind that she named, if any. She can teach with
 *       it tomorrow. When she names no edition, what she means stands in every edition that has it:
 *       neither her words nor her profile tell one from another.
 *   <li>2: on a chapter that she meant, but of another kind; or, when she named no edition, the
 *       same knowledge point in an edition that was not thought of. She can teach with it.
 *   <li>1: another part of the same chapter, the same knowledge point in another edition than the
 *       one named, or a lesson beside the syllabus on that knowledge point. Better than nothing.
 *   <li>0: everything else, whatever words it mentions.
 * </ul>
 *
 * <p>Editions teach the same when the first knowledge points of their chapters are the same (see
 * {@code knowledge.csv}).
 */
final class Judge {

  private final Map<String, String> firstPoints = new HashMap<>();

  Judge() {
    Columns.of("knowledge.csv")
        .forEach(row -> firstPoints.put(row.text(0), row.list(1, ";").getFirst()));
  }

  /** The grade of every lesson that has one. */
  Map<String, Integer> grades(JudgedQuery query, List<FiledLesson> lessons) {
    Set<String> points = new HashSet<>();
    firstPoints.forEach(
        (node, point) -> {
          if (query.meant().stream().anyMatch(m -> node.equals(m) || node.startsWith(m + "-"))) {
            points.add(point);
          }
        });
    Map<String, Integer> grades = new HashMap<>();
    for (FiledLesson lesson : lessons) {
      int grade = grade(query, points, lesson);
      if (grade > 0) {
        grades.put(lesson.id(), grade);
      }
    }
    return grades;
  }

  private int grade(JudgedQuery query, Set<String> points, FiledLesson lesson) {
    if (query.meant().stream().anyMatch(lesson::isIn)) {
      return lesson.title().contains(query.lessonKind()) ? 3 : 2;
    }
    if (lesson.node().isEmpty()) {
      return lesson.keywords().stream().anyMatch(points::contains) ? 1 : 0;
    }
    if (isElsewhere(query, lesson) && points.contains(firstPoints.get(lesson.node()))) {
      return query.edition().isEmpty() ? 2 : 1;
    }
    return query.meant().stream().map(Judge::above).anyMatch(lesson::isIn) ? 1 : 0;
  }

  /** Whether a lesson is of the meant subject, but of an edition that no meant chapter is of. */
  private static boolean isElsewhere(JudgedQuery query, FiledLesson lesson) {
    return query.meant().stream().anyMatch(m -> subject(m).equals(lesson.subject()))
        && query.meant().stream().noneMatch(m -> m.startsWith(lesson.edition() + "-"));
  }

  /** Ids of chapters are edition, subject, volume and numbers. */
  private static String subject(String chapter) {
    return chapter.split("-", -1)[1];
  }

  /** The chapter above; a chapter of the first level has only itself. */
  private static String above(String chapter) {
    return chapter.split("-", -1).length > 4
        ? chapter.substring(0, chapter.lastIndexOf('-'))
        : chapter;
  }
}
