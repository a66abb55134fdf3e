package org.keqiao.catalogue.bundle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.Transition;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.job.Job;
import org.keqiao.ingest.video.VideoRule;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Lessons as bundles: what of one is missing, handing it in, taking it back. */
final class BundleService {

  private final LessonService lessons;
  private final LessonService.Sources sources;

  BundleService(LessonService lessons, LessonService.Sources sources) {
    this.lessons = lessons;
    this.sources = sources;
  }

  /** A lesson, and its checklist. */
  record Checked(Entry<Lesson> lesson, Bundle bundle) {}

  /** The checklist of a lesson of the caller's own. */
  Checked read(Caller caller, Id id) {
    Entry<Lesson> lesson = lessons.own(caller, id);
    return new Checked(lesson, check(lesson.value()));
  }

  /**
   * Hands a draft in.
   *
   * @throws FaultException conflict {@code lesson-not-ready} with everything that is missing
   */
  Entry<Lesson> submit(Caller caller, Id id, long version) {
    return lessons.move(
        caller, id, version, Transition.SUBMIT, lesson -> check(lesson).refuseIncomplete());
  }

  /** Takes back what was handed in. */
  Entry<Lesson> takeBack(Caller caller, Id id, long version) {
    return lessons.move(caller, id, version, Transition.TAKE_BACK, lesson -> {});
  }

  private Bundle check(Lesson lesson) {
    return new Bundle(
        PartRule.of(lesson.about().lessonClass()).stream()
            .map(
                rule ->
                    lesson
                        .part(rule.part())
                        .map(part -> check(lesson.about(), rule, part))
                        .orElseGet(() -> PartCheck.missing(rule)))
            .toList());
  }

  private PartCheck check(LessonDraft about, PartRule rule, Part part) {
    Optional<Job> job = part.job().flatMap(id -> sources.jobs().find(new Id(id))).map(Entry::value);
    PartCheck.State state =
        isReady(rule.part(), part)
            ? PartCheck.State.READY
            : job.map(BundleService::state).orElse(PartCheck.State.FAILED);
    Stream<Finding> findings =
        Stream.concat(obstacle(rule.part(), part, state, job).stream(), film(about, rule, part));
    return new PartCheck(
        rule,
        Optional.of(part),
        state,
        job.filter(making -> state == PartCheck.State.PROCESSING)
            .map(making -> new PartCheck.Making(making.progress(), sources.jobs().before(making))),
        findings.toList());
  }

  private boolean isReady(PartName name, Part part) {
    return name != PartName.VIDEO || sources.media().find(part.sha256()).isPresent();
  }

  private static PartCheck.State state(Job job) {
    return switch (job.state()) {
      case QUEUED, RUNNING -> PartCheck.State.PROCESSING;
      case PAUSED -> PartCheck.State.PAUSED;
      case DONE, FAILED, CANCELLED -> PartCheck.State.FAILED;
    };
  }

  /** Why a file cannot be used yet, or never; the reason of a job speaks of the file's name. */
  private static Optional<Finding> obstacle(
      PartName name, Part part, PartCheck.State state, Optional<Job> job) {
    String kind = name == PartName.VIDEO ? "video" : "courseware";
    return switch (state) {
      case MISSING, READY -> Optional.empty();
      case PROCESSING -> Optional.of(Finding.obstacle(kind + "-processing"));
      case PAUSED -> Optional.of(Finding.obstacle(kind + "-paused"));
      case FAILED ->
          Optional.of(
              job.flatMap(Job::error)
                  .map(why -> Finding.obstacle(why.code(), part.name()))
                  .orElseGet(() -> Finding.obstacle(kind + "-failed")));
    };
  }

  private Stream<Finding> film(LessonDraft about, PartRule rule, Part part) {
    if (rule.part() != PartName.VIDEO) {
      return Stream.empty();
    }
    Blob film = sources.uploads().blob(part.sha256()).value();
    return VideoRule.findings(about.lessonClass(), about.stage(), film).stream()
        .map(
            found ->
                new Finding(
                    found.code(),
                    found.severity() == VideoRule.Severity.REFUSAL,
                    List.of(found.actual(), found.expected())));
  }
}
