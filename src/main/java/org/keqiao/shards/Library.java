package org.keqiao.shards;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonUses;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.Taxonomy;
import org.keqiao.catalogue.Textbook;
import org.keqiao.catalogue.collection.LessonCollection;
import org.keqiao.ingest.Media;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/**
 * What the shards are made from, read from the bucket and never from the search engine.
 *
 * @param media what was made from an original, by its SHA-256
 * @param schoolName name of a school, by its id
 */
record Library(
    Records<Lesson> lessons,
    Records<Textbook> textbooks,
    Records<Taxonomy> taxonomies,
    Records<LessonCollection> collections,
    LessonUses uses,
    Function<String, Optional<Media>> media,
    Function<String, Optional<String>> schoolName) {

  private static final int READ_AT_ONCE = 32;

  /** A lesson that everybody may see, and where it stands. */
  record Filed(Shelf shelf, LessonEntry entry) {}

  /** All lessons that everybody may see. */
  Stream<Filed> everything() {
    return lessons
        .everything()
        .filter(lesson -> lesson.value().isPublic())
        .gather(Gatherers.mapConcurrent(READ_AT_ONCE, this::file));
  }

  /** A lesson as it is now; nothing when not everybody may see it. */
  Optional<Filed> find(Id lesson) {
    return lessons.newest(lesson).filter(found -> found.value().isPublic()).map(this::file);
  }

  /** All collections that everybody may see. */
  Stream<Entry<LessonCollection>> publishedCollections() {
    return collections
        .everything()
        .filter(each -> each.value().state() == LessonCollection.State.PUBLISHED);
  }

  private Filed file(Entry<Lesson> lesson) {
    Lesson value = lesson.value();
    return new Filed(
        Shelf.of(value),
        LessonEntry.of(
            lesson,
            value.owner().school().flatMap(schoolName),
            value.part(PartName.VIDEO).flatMap(video -> media.apply(video.sha256()))));
  }

  /** Those that are played most. */
  Picks mostUsed() {
    return new Picks(
        uses.ranking()
            .gather(Gatherers.mapConcurrent(READ_AT_ONCE, this::find))
            .flatMap(Optional::stream)
            .limit(Picks.MOST)
            .map(Filed::entry)
            .toList());
  }
}
