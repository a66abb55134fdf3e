package org.keqiao.shards;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keqiao.catalogue.Lesson;
import org.keqiao.store.Id;

/**
 * What may have changed since the shards were built. More may be told than has changed, never less;
 * each thing is read again when the change is applied.
 *
 * @param lessons lessons and the shelves that each may have stood on
 * @param textbooks ids of textbooks
 * @param taxonomy whether the taxonomy has changed
 * @param uses whether the order of the most used may have
 */
record Changes(Map<Id, Set<Shelf>> lessons, Set<String> textbooks, boolean taxonomy, boolean uses) {

  static final Changes NONE = new Changes(Map.of(), Set.of(), false, false);
  static final Changes OF_TAXONOMY = new Changes(Map.of(), Set.of(), true, false);
  static final Changes OF_USES = new Changes(Map.of(), Set.of(), false, true);

  /** A lesson was written; nothing, unless everybody could or can see it. */
  static Changes of(Id lesson, Optional<Lesson> before, Optional<Lesson> after) {
    Set<Shelf> shelves = new HashSet<>();
    before.filter(Lesson::isPublic).map(Shelf::of).ifPresent(shelves::add);
    after.filter(Lesson::isPublic).map(Shelf::of).ifPresent(shelves::add);
    return shelves.isEmpty() ? NONE : new Changes(Map.of(lesson, shelves), Set.of(), false, false);
  }

  static Changes ofTextbook(Id textbook) {
    return new Changes(Map.of(), Set.of(textbook.value()), false, false);
  }

  Changes and(Changes more) {
    if (isEmpty()) {
      return more;
    }
    Map<Id, Set<Shelf>> all = new HashMap<>(lessons);
    more.lessons.forEach((id, shelves) -> all.merge(id, shelves, Changes::union));
    return new Changes(
        all, union(textbooks, more.textbooks), taxonomy || more.taxonomy, uses || more.uses);
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  boolean isEmpty() {
    return lessons.isEmpty() && textbooks.isEmpty() && !taxonomy && !uses;
  }
}
