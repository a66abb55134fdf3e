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
 * @param other whatever else
 */
record Changes(Map<Id, Set<Shelf>> lessons, Set<String> textbooks, Set<Other> other) {

  /** What is built as a whole. */
  enum Other {
    /** The words that lessons are filed under. */
    TAXONOMY,
    /** The order of the most used. */
    USES,
    /** A series of lessons. */
    COLLECTIONS
  }

  static final Changes NONE = new Changes(Map.of(), Set.of(), Set.of());

  static Changes of(Other other) {
    return new Changes(Map.of(), Set.of(), Set.of(other));
  }

  /** A lesson was written; nothing, unless everybody could or can see it. */
  static Changes of(Id lesson, Optional<Lesson> before, Optional<Lesson> after) {
    Set<Shelf> shelves = new HashSet<>();
    before.filter(Lesson::isPublic).map(Shelf::of).ifPresent(shelves::add);
    after.filter(Lesson::isPublic).map(Shelf::of).ifPresent(shelves::add);
    return shelves.isEmpty() ? NONE : of(lesson, shelves);
  }

  /** A lesson may have changed that stood on these shelves. */
  static Changes of(Id lesson, Set<Shelf> shelves) {
    return new Changes(Map.of(lesson, shelves), Set.of(), Set.of());
  }

  static Changes ofTextbook(Id textbook) {
    return new Changes(Map.of(), Set.of(textbook.value()), Set.of());
  }

  Changes and(Changes more) {
    if (isEmpty()) {
      return more;
    }
    Map<Id, Set<Shelf>> all = new HashMap<>(lessons);
    more.lessons.forEach((id, shelves) -> all.merge(id, shelves, Changes::union));
    return new Changes(all, union(textbooks, more.textbooks), union(other, more.other));
  }

  private static <T> Set<T> union(Set<T> one, Set<T> other) {
    Set<T> both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }

  boolean isEmpty() {
    return lessons.isEmpty() && textbooks.isEmpty() && other.isEmpty();
  }
}
