package org.keqiao.shards;

import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;

/** Where a lesson stands when one browses: every lesson stands on exactly one shelf. */
sealed interface Shelf {

  /** Id of the textbook or of the section. */
  String id();

  /** A textbook, for lessons that follow one. */
  record Book(String id) implements Shelf {}

  /** A section of the taxonomy, for all others. */
  record Section(String id) implements Shelf {

    /** Of lessons that follow the syllabus and no textbook. */
    private static final String SYLLABUS = "course";
  }

  /** The shelf of a lesson. */
  static Shelf of(Lesson lesson) {
    LessonDraft about = lesson.about();
    return about
        .textbook()
        .<Shelf>map(Book::new)
        .orElseGet(() -> new Section(about.section().orElse(Section.SYLLABUS)));
  }
}
