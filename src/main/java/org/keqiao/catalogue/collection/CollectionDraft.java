package org.keqiao.catalogue.collection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.keqiao.fault.Violations;

/**
 * What a curator says of a collection.
 *
 * @param title 1 to 200 characters
 * @param description at most 4000 characters
 * @param lessonIds at most 100 lessons, each once, in the order to teach them in
 */
public record CollectionDraft(
    Optional<String> title, Optional<String> description, List<String> lessonIds) {

  private static final int MOST_LESSONS = 100;

  /** A list that is absent is empty. */
  @SuppressWarnings("ConstantValue")
  public CollectionDraft {
    lessonIds = lessonIds == null ? List.of() : List.copyOf(lessonIds);
  }

  /**
   * Refuses what is wrong with it, all at once.
   *
   * @param exists whether there is a lesson with an id that its curator may see
   * @throws org.keqiao.fault.FaultException invalid
   */
  void check(Predicate<String> exists) {
    Violations violations = new Violations();
    if (title.isEmpty()) {
      violations.add("/title", "missing");
    }
    title.ifPresent(text -> violations.text("/title", text, 1, 200));
    violations.text("/description", description, 4000);
    if (lessonIds.size() > MOST_LESSONS) {
      violations.add("/lessonIds", "too-many-items", MOST_LESSONS);
    } else {
      check(exists, violations);
    }
    violations.refuse();
  }

  private void check(Predicate<String> exists, Violations violations) {
    Set<String> named = new HashSet<>();
    for (int i = 0; i < lessonIds.size(); i++) {
      String id = lessonIds.get(i);
      if (!named.add(id)) {
        violations.add("/lessonIds/" + i, "duplicate", id);
      } else if (!exists.test(id)) {
        violations.add("/lessonIds/" + i, "unknown-term", id);
      }
    }
  }
}
