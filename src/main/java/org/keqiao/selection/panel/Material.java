package org.keqiao.selection.panel;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.PlayService;
import org.keqiao.delivery.LessonUrls;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.selection.submission.Submission;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;

/**
 * What a reviewer looks at. Names of files, of teachers, schools and regions are left out; files
 * are fetched under the names of their parts.
 */
final class Material {

  private final LessonService lessons;
  private final SubmissionService submissions;
  private final PlayService play;
  private final MediaUrls urls;

  Material(LessonService lessons, SubmissionService submissions, PlayService play, MediaUrls urls) {
    this.lessons = lessons;
    this.submissions = submissions;
    this.play = play;
    this.urls = urls;
  }

  /** A submission as reviewers see it in a list. */
  record Cover(
      String title,
      Optional<String> lessonClass,
      String stage,
      String subject,
      String edition,
      String grade,
      List<String> path,
      List<Submission.Similar> similar) {

    static Cover of(Submission submission) {
      return new Cover(
          submission.content().title(),
          submission.content().lessonClass(),
          submission.content().stage(),
          submission.content().subject(),
          submission.content().edition(),
          submission.content().grade(),
          submission.content().path(),
          submission.similar());
    }
  }

  /** The film of a lesson, under signed addresses. */
  record Film(
      double durationSeconds,
      Optional<String> hls,
      Optional<String> slides,
      Optional<String> audio,
      Optional<String> poster) {}

  /** A file of a lesson, under a signed address. */
  record File(String part, String type, long bytes, String url) {}

  /**
   * All that there is to look at.
   *
   * @param changed whether the lesson is not any more what was handed in: then there is nothing
   * @param expiresAt when the addresses end
   */
  record Files(boolean changed, Optional<Film> film, List<File> files, Instant expiresAt) {}

  Cover cover(Panel panel) {
    return Cover.of(submissions.stored(panel.submission()).value());
  }

  Files files(Caller viewer, Panel panel) {
    Submission submission = submissions.stored(panel.submission()).value();
    Optional<Entry<Lesson>> lesson =
        lessons
            .stored(submission.content().lesson())
            .filter(each -> submissions.isUnchanged(submission));
    return new Files(
        lesson.isEmpty(),
        lesson.flatMap(each -> film(viewer, each)),
        lesson.map(each -> files(viewer, each)).orElse(List.of()),
        urls.expiry());
  }

  private Optional<Film> film(Caller viewer, Entry<Lesson> lesson) {
    try {
      PlayService.Play made = play.play(lesson, viewer, false);
      return Optional.of(
          new Film(made.durationSeconds(), made.hls(), made.slides(), made.audio(), made.poster()));
    } catch (FaultException notPlayable) {
      return Optional.empty();
    }
  }

  private List<File> files(Caller viewer, Entry<Lesson> lesson) {
    LessonUrls signed = urls.of(lesson.id(), viewer.school());
    return Arrays.stream(PartName.values())
        .filter(name -> name != PartName.VIDEO)
        .flatMap(name -> lesson.value().part(name).map(part -> file(signed, name, part)).stream())
        .toList();
  }

  private static File file(LessonUrls signed, PartName name, Part part) {
    return new File(
        name.label(),
        part.type(),
        part.bytes(),
        signed.download(part.sha256(), name.label() + ending(part.name())));
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot);
    return ending.matches("\\.[A-Za-z0-9]{1,5}") ? ending : "";
  }
}
