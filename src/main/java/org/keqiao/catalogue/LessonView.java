package org.keqiao.catalogue;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** A lesson as callers see it. */
public record LessonView(
    Id id,
    long version,
    @JsonUnwrapped LessonDraft about,
    LessonState state,
    int release,
    Optional<Id> replaces,
    String owner,
    Optional<String> school,
    Optional<String> region,
    List<String> path,
    Map<String, Part> parts,
    Map<String, Part> captions,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> publishedAt) {

  /** Everything of a lesson. */
  public static LessonView of(Entry<Lesson> lesson) {
    Lesson value = lesson.value();
    return new LessonView(
        lesson.id(),
        lesson.version(),
        value.about(),
        value.state(),
        value.life().release(),
        value.life().replaces().map(Life.Replaced::lesson),
        value.owner().account().value(),
        value.owner().school(),
        value.owner().region(),
        value.path().stream().map(Lesson.Node::title).toList(),
        value.parts(),
        value.captions(),
        lesson.createdAt(),
        lesson.at(),
        value.publishedAt());
  }
}
