package org.keqiao.catalogue.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.LessonDraft;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Part;
import org.keqiao.catalogue.PartName;
import org.keqiao.catalogue.Transition;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Blob;
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
    PartCheck.State state = state(rule.part(), part);
    return new PartCheck(
        rule,
        Optional.of(part),
        state,
        state == PartCheck.State.PROCESSING ? progress(part) : Optional.empty(),
        findings(about, part, rule.part(), state));
  }

  private PartCheck.State state(PartName name, Part part) {
    if (name != PartName.VIDEO) {
      return PartCheck.State.READY;
    }
    return switch (sources.media().state(part.sha256())) {
      case "playable" -> PartCheck.State.READY;
      case "failed" -> PartCheck.State.FAILED;
      default -> PartCheck.State.PROCESSING;
    };
  }

  private Optional<Integer> progress(Part part) {
    return part.job().map(job -> sources.jobs().read(new Id(job)).value().progress());
  }

  private List<Finding> findings(
      LessonDraft about, Part part, PartName name, PartCheck.State state) {
    List<Finding> findings = new ArrayList<>();
    if (state == PartCheck.State.PROCESSING) {
      findings.add(Finding.obstacle("video-processing"));
    }
    if (state == PartCheck.State.FAILED) {
      findings.add(Finding.obstacle("video-failed"));
    }
    if (name == PartName.VIDEO) {
      Blob film = sources.uploads().blob(part.sha256()).value();
      VideoRule.findings(about.lessonClass(), about.stage(), film).stream()
          .map(BundleService::finding)
          .forEach(findings::add);
    }
    return List.copyOf(findings);
  }

  private static Finding finding(VideoRule.Finding found) {
    return new Finding(
        found.code(),
        found.severity() == VideoRule.Severity.REFUSAL,
        List.of(found.actual(), found.expected()));
  }
}
