package org.keqiao.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** A lesson as a list shows it. */
public record LessonHit(
    Id id,
    long version,
    Optional<String> title,
    Optional<String> description,
    LessonState state,
    Optional<String> lessonClass,
    Optional<String> section,
    Optional<String> stage,
    Optional<String> subject,
    Optional<String> edition,
    Optional<String> grade,
    Optional<String> volume,
    Optional<String> textbook,
    Optional<String> node,
    List<String> path,
    List<String> keywords,
    Optional<String> teacher,
    Optional<String> school,
    Optional<String> schoolName,
    Optional<Instant> publishedAt,
    Optional<PlayService.MediaSummary> media) {

  static LessonHit of(
      Entry<Lesson> lesson, Optional<String> schoolName, Optional<PlayService.MediaSummary> media) {
    Lesson value = lesson.value();
    LessonDraft about = value.about();
    return new LessonHit(
        lesson.id(),
        lesson.version(),
        about.title(),
        about.description(),
        value.state(),
        about.lessonClass(),
        about.section(),
        about.stage(),
        about.subject(),
        about.edition(),
        about.grade(),
        about.volume(),
        about.textbook(),
        about.node(),
        value.path().stream().map(Lesson.Node::title).toList(),
        about.keywords(),
        about.teacher(),
        value.owner().school(),
        schoolName,
        value.publishedAt(),
        media);
  }
}
