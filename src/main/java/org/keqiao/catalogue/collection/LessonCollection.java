package org.keqiao.catalogue.collection;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;

/**
 * A series of lessons.
 *
 * @param about what its curator says of it, and its lessons
 * @param owner who made it, and for which school
 * @param state where it stands in its life
 * @param publishedAt when it was first published
 */
public record LessonCollection(
    CollectionDraft about, Lesson.Owner owner, State state, Optional<Instant> publishedAt) {

  /** Where a collection stands in its life. */
  public enum State {
    /** Only its owner sees it. */
    @JsonProperty("draft")
    DRAFT,
    /** Everybody finds it. */
    @JsonProperty("published")
    PUBLISHED;

    /** The name in API and index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static LessonCollection draft(CollectionDraft about, Lesson.Owner owner) {
    return new LessonCollection(about, owner, State.DRAFT, Optional.empty());
  }

  LessonCollection describedBy(CollectionDraft changed) {
    return new LessonCollection(changed, owner, state, publishedAt);
  }

  LessonCollection in(State next) {
    Optional<Instant> published =
        next == State.PUBLISHED ? publishedAt.or(() -> Optional.of(Instant.now())) : publishedAt;
    return new LessonCollection(about, owner, next, published);
  }
}
