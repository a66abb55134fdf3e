package org.keqiao.catalogue.bundle;

import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.Transition;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.job.JobService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Lessons as bundles: what of one is missing, handing it in, taking it back. */
final class BundleService {

  private final LessonService lessons;
  private final MediaService media;
  private final JobService jobs;

  BundleService(LessonService lessons, MediaService media, JobService jobs) {
    this.lessons = lessons;
    this.media = media;
    this.jobs = jobs;
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
                        .map(part -> check(rule, part))
                        .orElseGet(() -> PartCheck.missing(rule)))
            .toList());
  }

  private PartCheck check(PartRule rule, Part part) {
    PartCheck.State state = state(rule.part(), part);
    return new PartCheck(
        rule,
        Optional.of(part),
        state,
        state == PartCheck.State.PROCESSING ? progress(part) : Optional.empty(),
        findings(state));
  }

  private PartCheck.State state(PartName name, Part part) {
    if (name != PartName.VIDEO) {
      return PartCheck.State.READY;
    }
    return switch (media.state(part.sha256())) {
      case "playable" -> PartCheck.State.READY;
      case "failed" -> PartCheck.State.FAILED;
      default -> PartCheck.State.PROCESSING;
    };
  }

  private Optional<Integer> progress(Part part) {
    return part.job().map(job -> jobs.read(new Id(job)).value().progress());
  }

  private static List<Finding> findings(PartCheck.State state) {
    return switch (state) {
      case PROCESSING -> List.of(Finding.obstacle("video-processing"));
      case FAILED -> List.of(Finding.obstacle("video-failed"));
      case MISSING, READY -> List.of();
    };
  }
}
