package org.keqiao.shards;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keqiao.catalogue.collection.LessonCollection;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * All collections that everybody may see.
 *
 * @param items the newest first
 */
record CollectionsShard(List<Collection> items) {

  private static final Comparator<Collection> NEWEST_FIRST =
      Comparator.comparing((Collection each) -> each.publishedAt().orElse(Instant.EPOCH))
          .reversed()
          .thenComparing(Collection::id);

  /**
   * A series of lessons.
   *
   * @param version of its record
   * @param items its lessons that everybody may see, in its order
   */
  record Collection(
      Id id,
      long version,
      Optional<String> title,
      Optional<String> description,
      Optional<Instant> publishedAt,
      List<LessonEntry> items) {}

  /**
   * Shows collections.
   *
   * @param published those that everybody may see
   * @param lesson a lesson that everybody may see, by its id
   */
  static CollectionsShard of(
      Stream<Entry<LessonCollection>> published, Function<Id, Optional<LessonEntry>> lesson) {
    return new CollectionsShard(
        published.map(each -> show(each, lesson)).sorted(NEWEST_FIRST).toList());
  }

  private static Collection show(
      Entry<LessonCollection> collection, Function<Id, Optional<LessonEntry>> lesson) {
    LessonCollection value = collection.value();
    return new Collection(
        collection.id(),
        collection.version(),
        value.about().title(),
        value.about().description(),
        value.publishedAt(),
        value.about().lessonIds().stream()
            .map(Id::new)
            .flatMap(id -> lesson.apply(id).stream())
            .toList());
  }

  /** The lessons of all of them, some more than once. */
  Stream<LessonEntry> entries() {
    return items.stream().flatMap(collection -> collection.items().stream());
  }
}
