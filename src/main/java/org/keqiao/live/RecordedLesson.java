package org.keqiao.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonService;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.store.Id;

/** Makes a draft of a lesson of the film of a session, in the name of whoever taught. */
public final class RecordedLesson {

  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int LONGEST_TITLE = 180;

  private final LessonService lessons;
  private final UploadService uploads;

  /** Over the parts that keep lessons and files. */
  public RecordedLesson(LessonService lessons, UploadService uploads) {
    this.lessons = lessons;
    this.uploads = uploads;
  }

  /**
   * Makes the draft, which then goes the way of every upload; doing it again makes no other.
   *
   * @param id of the draft
   */
  public Id make(LiveSession session, Id id, Instant begun, Path film) throws IOException {
    // What she may not do by herself the program does in her name: the draft is hers.
    Caller teacher =
        new Caller(
            session.teacher(),
            Optional.of(session.lead()),
            Map.of(Permission.EDIT_LESSON, Reach.OWN, Permission.UPLOAD, Reach.OWN));
    lessons.createIfAbsent(teacher, id, about(session, begun));
    if (lessons.own(teacher, id).value().parts().isEmpty()) {
      UploadService.Stored stored = uploads.adopt(teacher, film, session.id() + ".mp4");
      lessons.adoptVideo(teacher, id, stored);
    }
    return id;
  }

  private static LessonDraft about(LiveSession session, Instant begun) {
    String title = session.title().substring(0, Math.min(LONGEST_TITLE, session.title().length()));
    Optional<String> none = Optional.empty();
    return new LessonDraft(
        Optional.of(title + " " + DAY.format(begun.atZone(CHINA))),
        none,
        none,
        none,
        none,
        session.subject(),
        none,
        session.grade(),
        none,
        none,
        none,
        List.of(),
        none,
        none,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
