package org.keqiao.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.courseware.Preparation;
import org.keqiao.delivery.LessonUrls;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.delivery.RenditionSet;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.courseware.Document;
import org.keqiao.ingest.courseware.DocumentService;
import org.keqiao.ingest.job.Job;
import org.keqiao.store.Entry;

/** What can be done with one part of a lesson before it is fetched, and what fetching it costs. */
public final class PartService {

  private static final String READY = "ready";
  private static final String FAILED = "failed";
  private static final String PROCESSING = "processing";

  private final MediaService media;
  private final DocumentService documents;
  private final MediaUrls urls;

  PartService(MediaService media, DocumentService documents, MediaUrls urls) {
    this.media = media;
    this.documents = documents;
    this.urls = urls;
  }

  /**
   * A part of a lesson.
   *
   * @param state how far its preparation is
   * @param error why it cannot be prepared: a code
   * @param pages how many it has
   * @param findings codes of what the teacher should know
   * @param previews pictures of pages
   * @param entries what is in an archive
   * @param download where to fetch the original; a film is only streamed
   * @param expiresAt when the addresses end
   */
  public record Shown(
      Part part,
      String state,
      Optional<String> error,
      Optional<Integer> pages,
      List<String> findings,
      List<Preview> previews,
      List<Preparation.ArchiveEntry> entries,
      Optional<String> download,
      Instant expiresAt) {}

  /** A page as it looks, in two sizes. */
  public record Preview(int page, Picture large, Picture small) {}

  /** A picture. */
  public record Picture(String url, int width, int height, long bytes) {}

  /**
   * A part of a lesson, with signed addresses.
   *
   * @throws FaultException not found, when the lesson has no such part
   */
  Shown show(Entry<Lesson> lesson, Caller viewer, PartName name) {
    return show(lesson, urls.of(lesson.id(), viewer.school()), name);
  }

  /** The same for those who work on a lesson, whatever its state. */
  public Shown show(Entry<Lesson> lesson, PartName name) {
    return show(lesson, urls.ofDesk(lesson.id()), name);
  }

  private Shown show(Entry<Lesson> lesson, LessonUrls of, PartName name) {
    Part part =
        lesson
            .value()
            .part(name)
            .orElseThrow(() -> FaultException.notFound("lesson-part", name.label()));
    return name == PartName.VIDEO ? film(part) : document(of, part);
  }

  private Shown film(Part part) {
    String state = media.state(part.sha256());
    return shown(part, state.equals("playable") ? READY : state, Optional.empty());
  }

  private Shown document(LessonUrls of, Part part) {
    Optional<Document> made = documents.find(part.sha256());
    if (made.isPresent()) {
      return shown(of, part, made.get());
    }
    if (part.job().isEmpty()) {
      return shown(part, READY, Optional.of(of.download(part.sha256(), part.name())));
    }
    Optional<Job> job = documents.job(part.sha256());
    if (job.filter(known -> !known.state().givenUp()).isPresent()) {
      return shown(part, PROCESSING, Optional.of(of.download(part.sha256(), part.name())));
    }
    Optional<String> why = job.flatMap(Job::error).map(Job.Failure::code);
    return new Shown(
        part,
        FAILED,
        why,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        urls.expiry());
  }

  private Shown shown(Part part, String state, Optional<String> download) {
    return new Shown(
        part,
        state,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        download,
        urls.expiry());
  }

  private Shown shown(LessonUrls of, Part part, Document made) {
    return new Shown(
        part,
        READY,
        Optional.empty(),
        Optional.of(made.pages()).filter(pages -> pages > 0),
        made.findings(),
        made.previews().stream()
            .map(
                preview ->
                    new Preview(
                        preview.page(),
                        picture(of, part, preview.large()),
                        picture(of, part, preview.small())))
            .toList(),
        made.entries(),
        Optional.of(of.download(part.sha256(), part.name())),
        urls.expiry());
  }

  private static Picture picture(LessonUrls of, Part part, Preparation.Picture made) {
    return new Picture(
        of.url(RenditionSet.ALL, part.sha256(), made.file()),
        made.width(),
        made.height(),
        made.bytes());
  }
}
