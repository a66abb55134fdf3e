package org.keqiao.catalogue.bundle;

import static org.keqiao.catalogue.PartName.EXERCISES;
import static org.keqiao.catalogue.PartName.PLAN;
import static org.keqiao.catalogue.PartName.SLIDES;
import static org.keqiao.catalogue.PartName.TASKS;
import static org.keqiao.catalogue.PartName.VIDEO;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.PartName;

/**
 * That lessons of a class have a part.
 *
 * @param part which
 * @param word what the class calls it; {@code part.<word>} and {@code <word>-missing} are keys of
 *     the message bundle
 * @param required whether a lesson is incomplete without it
 */
record PartRule(PartName part, String word, boolean required) {

  private static final String USUAL_CLASS = "subject";

  /** What the national call for premium lessons (精品课遴选) wants of each class of lessons. */
  private static final Map<String, List<PartRule>> BY_CLASS =
      Map.of(
          USUAL_CLASS,
          List.of(
              required(VIDEO, "video"),
              required(PLAN, "plan"),
              required(TASKS, "tasks"),
              required(SLIDES, "slides"),
              required(EXERCISES, "exercises")),
          "special",
          List.of(
              required(VIDEO, "video"),
              required(PLAN, "plan"),
              required(TASKS, "tasks"),
              required(SLIDES, "slides"),
              optional(EXERCISES, "exercises")),
          "experiment",
          List.of(
              required(VIDEO, "recording"),
              required(PLAN, "experiment"),
              required(TASKS, "guide"),
              required(SLIDES, "slides"),
              optional(EXERCISES, "exercises")));

  private static PartRule required(PartName part, String word) {
    return new PartRule(part, word, true);
  }

  private static PartRule optional(PartName part, String word) {
    return new PartRule(part, word, false);
  }

  /** The parts of a class of lessons in the order in which people name them. */
  static List<PartRule> of(Optional<String> lessonClass) {
    return BY_CLASS.getOrDefault(lessonClass.orElse(USUAL_CLASS), List.of());
  }
}
