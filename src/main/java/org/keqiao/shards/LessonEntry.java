package org.keqiao.shards;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Cost;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.PartName;
import org.keqiao.ingest.Media;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A lesson as a list shows it that anybody may keep: nothing in it expires.
 *
 * @param version of its record
 * @param node the chapter that it hangs on
 * @param media what playing it takes, once it can be played
 * @param parts names of its files
 */
record LessonEntry(
    Id id,
    long version,
    Optional<String> title,
    Optional<String> teacher,
    Optional<String> school,
    Optional<String> schoolName,
    Optional<Instant> publishedAt,
    Optional<String> section,
    Optional<String> stage,
    Optional<String> subject,
    Optional<String> grade,
    Optional<String> textbook,
    Optional<String> node,
    Optional<Summary> media,
    List<String> parts) {

  /** The order of every list that is not ordered by use. */
  static final Comparator<LessonEntry> NEWEST_FIRST =
      Comparator.comparing((LessonEntry entry) -> entry.publishedAt().orElse(Instant.EPOCH))
          .reversed()
          .thenComparing(LessonEntry::id);

  /** What playing takes. */
  record Summary(double durationSeconds, Optional<Cost> smallest, Optional<Cost> recommended) {

    static Summary of(Media made) {
      return new Summary(
          made.durationMillis() / 1000.0, Cost.smallest(made), Cost.recommended(made));
    }
  }

  static LessonEntry of(
      Entry<Lesson> lesson, Optional<String> schoolName, Optional<Media> playable) {
    Lesson value = lesson.value();
    LessonDraft about = value.about();
    return new LessonEntry(
        lesson.id(),
        lesson.version(),
        about.title(),
        about.teacher(),
        value.owner().school(),
        schoolName,
        value.publishedAt(),
        about.section(),
        about.stage(),
        about.subject(),
        about.grade(),
        about.textbook(),
        about.node(),
        playable.map(Summary::of),
        value.parts().keySet().stream().sorted().toList());
  }

  /** Whether it has a video that is still being made streamable, or could not be. */
  boolean waitsForItsVideo() {
    return media.isEmpty() && parts.contains(PartName.VIDEO.label());
  }
}
