package org.keqiao.catalogue.collection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.LessonHit;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A collection as callers see it.
 *
 * @param lessons those that the caller may see; absent in lists
 * @param lessonIds all of them, for its owner only
 */
record CollectionView(
    Id id,
    long version,
    Optional<String> title,
    Optional<String> description,
    LessonCollection.State state,
    String owner,
    Optional<String> school,
    Optional<List<LessonHit>> lessons,
    Optional<List<String>> lessonIds,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> publishedAt) {

  static CollectionView of(Entry<LessonCollection> collection) {
    return of(collection, Optional.empty(), false);
  }

  static CollectionView of(
      Entry<LessonCollection> collection, Optional<List<LessonHit>> lessons, boolean own) {
    LessonCollection value = collection.value();
    return new CollectionView(
        collection.id(),
        collection.version(),
        value.about().title(),
        value.about().description(),
        value.state(),
        value.owner().account().value(),
        value.owner().school(),
        lessons,
        own ? Optional.of(value.about().lessonIds()) : Optional.empty(),
        collection.createdAt(),
        collection.at(),
        value.publishedAt());
  }
}
