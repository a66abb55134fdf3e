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
import org.keqiao.delivery.LessonUrls;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.delivery.RenditionSet;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.courseware.Document;
import org.keqiao.ingest.job.Job;
import org.keqiao.ingest.video.VideoRule;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Lessons as bundles: what of one is missing, handing it in, taking it back. */
public final class BundleService {

  private final LessonService lessons;
  private final LessonService.Sources sources;
  private final MediaUrls urls;

  /** The checklists of lessons. */
  public BundleService(LessonService lessons, LessonService.Sources sources, MediaUrls urls) {
    this.lessons = lessons;
    this.sources = sources;
    this.urls = urls;
  }

  /** A lesson, and its checklist. */
  record Checked(Entry<Lesson> lesson, Bundle bundle) {}

  /** The checklist of a lesson of the caller's own. */
  Checked read(Caller caller, Id id) {
    Entry<Lesson> lesson = lessons.own(caller, id);
    return new Checked(lesson, check(of(caller, id), lesson.value()));
  }

  /**
   * Wants everything of a lesson's checklist to be there and ready.
   *
   * @throws FaultException conflict {@code lesson-not-ready} with everything that is missing
   */
  public void requireComplete(Caller caller, Entry<Lesson> lesson) {
    check(of(caller, lesson.id()), lesson.value()).refuseIncomplete();
  }

  /**
   * Hands a draft in.
   *
   * @throws FaultException conflict {@code lesson-not-ready} with everything that is missing
   */
  Entry<Lesson> submit(Caller caller, Id id, long version) {
    return lessons.move(
        caller,
        id,
        version,
        Transition.SUBMIT,
        lesson -> check(of(caller, id), lesson).refuseIncomplete());
  }

  /** Takes back what was handed in. */
  Entry<Lesson> takeBack(Caller caller, Id id, long version) {
    return lessons.move(caller, id, version, Transition.TAKE_BACK, lesson -> {});
  }

  private LessonUrls of(Caller caller, Id lesson) {
    return urls.of(lesson, caller.school());
  }

  private Bundle check(LessonUrls of, Lesson lesson) {
    return new Bundle(
        PartRule.of(lesson.about().lessonClass()).stream()
            .map(
                rule ->
                    lesson
                        .part(rule.part())
                        .map(part -> check(of, lesson.about(), rule, part))
                        .orElseGet(() -> PartCheck.missing(rule)))
            .toList());
  }

  private PartCheck check(LessonUrls of, LessonDraft about, PartRule rule, Part part) {
    return rule.part() == PartName.VIDEO ? film(of, about, rule, part) : courseware(of, rule, part);
  }

  private PartCheck film(LessonUrls of, LessonDraft about, PartRule rule, Part part) {
    Optional<Media> made = sources.media().find(part.sha256());
    Progress progress = progress(part, made.isPresent());
    Blob film = sources.uploads().blob(part.sha256()).value();
    Stream<Finding> findings =
        VideoRule.findings(about.lessonClass(), about.stage(), film).stream()
            .map(
                found ->
                    new Finding(
                        found.code(),
                        found.severity() == VideoRule.Severity.REFUSAL,
                        List.of(found.actual(), found.expected())));
    return new PartCheck(
        rule,
        Optional.of(part),
        progress.state(),
        progress.making(),
        new PartCheck.Look(
            made.flatMap(Media::poster)
                .map(file -> of.url(RenditionSet.POSTER, part.sha256(), file)),
            Optional.empty()),
        Stream.concat(progress.obstacle("video", part).stream(), findings).toList());
  }

  private PartCheck courseware(LessonUrls of, PartRule rule, Part part) {
    Optional<Document> made = sources.documents().find(part.sha256());
    Progress progress = progress(part, made.isPresent() || part.job().isEmpty());
    Stream<Finding> findings =
        made.stream()
            .flatMap(document -> document.findings().stream())
            .map(code -> Finding.warning(code, part.name()));
    return new PartCheck(
        rule,
        Optional.of(part),
        progress.state(),
        progress.making(),
        made.map(document -> look(of, part, document)).orElse(PartCheck.Look.NOTHING),
        Stream.concat(progress.obstacle("courseware", part).stream(), findings).toList());
  }

  private static PartCheck.Look look(LessonUrls of, Part part, Document document) {
    return new PartCheck.Look(
        document.previews().stream()
            .findFirst()
            .map(page -> of.url(RenditionSet.ALL, part.sha256(), page.small().file())),
        Optional.of(document.pages()).filter(pages -> pages > 0));
  }

  private Progress progress(Part part, boolean ready) {
    Optional<Job> job = part.job().flatMap(id -> sources.jobs().find(new Id(id))).map(Entry::value);
    return ready ? Progress.READY : Progress.of(job, job.map(sources.jobs()::before));
  }
}
