package org.keqiao.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.courseware.CoursewareParser;
import org.keqiao.courseware.Office;
import org.keqiao.http.Route;
import org.keqiao.ingest.courseware.CoursewareInspection;
import org.keqiao.ingest.courseware.CoursewareWork;
import org.keqiao.ingest.courseware.DocumentService;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Jobs;
import org.keqiao.ingest.job.Work;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.ingest.upload.Uploads;
import org.keqiao.ingest.video.CaptionService;
import org.keqiao.ingest.video.HigherWork;
import org.keqiao.ingest.video.Studio;
import org.keqiao.ingest.video.TranscodeWork;
import org.keqiao.media.Encoder;
import org.keqiao.media.EncoderLocator;
import org.keqiao.media.Prober;
import org.keqiao.media.Subtitles;
import org.keqiao.media.Transcode;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Reconcile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Ingest implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final Jobs jobs;
  private final MediaService media;
  private final DocumentService documents;
  private final CaptionService captions;
  private final Uploads uploads;
  private final Optional<Encoder> encoder;
  private final List<Work> works;
  private final int workers;

  private Ingest(
      Jobs jobs,
      MediaService media,
      DocumentService documents,
      CaptionService captions,
      Uploads uploads,
      Optional<Encoder> encoder,
      List<Work> works,
      int workers) {
    this.jobs = jobs;
    this.media = media;
    this.documents = documents;
    this.captions = captions;
    this.uploads = uploads;
    this.encoder = encoder;
    this.works = works;
    this.workers = workers;
  }

  /**
   * Where this package does its work.
   *
   * @param mappings folder of the mappings
   * @param cache folder that keeps what was unpacked, from run to run
   * @param spool folder for what is on its way; emptied
   */
  public record Folders(Path mappings, Path cache, Path spool) {}

  /**
   * Puts the parts together over the two stores.
   *
   * @throws IOException when a folder or the configured encoder cannot be used
   */
  public static Ingest over(
      Bucket bucket, Elastic elastic, Folders folders, IngestSettings settings)
      throws IOException, InterruptedException {
    Jobs jobs =
        Jobs.over(
            bucket,
            elastic,
            folders.mappings().resolve("job.json"),
            settings.lease(),
            settings.keepJobs());
    MediaService media = new MediaService(bucket, jobs.service());
    Spool spool = Spool.open(folders.spool());
    Optional<Path> configured =
        Optional.of(settings.encoder()).filter(path -> !path.isEmpty()).map(Path::of);
    Optional<Encoder> encoder = EncoderLocator.onPath(configured, folders.cache()).locate();
    Optional<Prober> prober = encoder.map(Prober::new);
    DocumentService documents = new DocumentService(bucket, jobs.service());
    CoursewareParser parser = new CoursewareParser(office(settings));
    List<Work> works = new ArrayList<>();
    works.add(new CoursewareWork(bucket, spool, parser, documents, media));
    encoder.ifPresent(
        found ->
            works.addAll(
                films(
                    new Studio(
                        bucket, spool, new Prober(found), new Transcode(found, threads(settings))),
                    media,
                    jobs.service())));
    Uploads uploads =
        Uploads.over(
            bucket,
            spool,
            new Inspection(new CoursewareInspection(parser, spool), prober)::inspect,
            settings.uploads());
    CaptionService captions = new CaptionService(bucket, spool, encoder.map(Subtitles::new), media);
    return new Ingest(
        jobs, media, documents, captions, uploads, encoder, works, settings.workers());
  }

  private static List<Work> films(Studio studio, MediaService media, JobService jobs) {
    List<Work> works = new ArrayList<>();
    works.add(new TranscodeWork(studio, media, jobs));
    HigherWork.STEPS.forEach(step -> works.add(new HigherWork(step, studio, media, jobs)));
    return works;
  }

  private static Optional<Office> office(IngestSettings settings) throws IOException {
    Optional<Path> configured =
        Optional.of(settings.office()).filter(path -> !path.isEmpty()).map(Path::of);
    Optional<Office> office =
        Office.locate(configured, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    if (office.isEmpty()) {
      LOG.info("there is no LibreOffice: Word, Excel and OpenDocument are read but not drawn");
    }
    return office;
  }

  private static int threads(IngestSettings settings) {
    return Math.max(
        1, Runtime.getRuntime().availableProcessors() / Math.max(1, settings.workers()));
  }

  /** Jobs. */
  public JobService jobs() {
    return jobs.service();
  }

  /** What decodes and encodes, if there is anything on this machine that does. */
  public Optional<Encoder> encoder() {
    return encoder;
  }

  /** What can be streamed. */
  public MediaService media() {
    return media;
  }

  /** Courseware that was read. */
  public DocumentService documents() {
    return documents;
  }

  /** The files that were made from originals of any kind. */
  public MadeFiles files() {
    return new MadeFiles(media, documents);
  }

  /** Captions of films. */
  public CaptionService captions() {
    return captions;
  }

  /** Files on their way. */
  public UploadService uploads() {
    return uploads.service();
  }

  /** Deletes uploads that were given up, until closed. */
  public AutoCloseable sweepUploads() {
    return uploads.sweepHourly();
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return jobs.reconcile().<List<Reconcile<?>>>map(List::of).orElse(List.of());
  }

  /** Uploads and jobs over HTTP. */
  public List<Route> routes() {
    return Stream.concat(uploads.routes().stream(), jobs.routes().stream()).toList();
  }

  /**
   * Starts to work on jobs; without an encoder they wait.
   *
   * @param more what other packages have jobs for
   */
  public void start(List<Work> more) {
    jobs.start(Stream.concat(works.stream(), more.stream()).toList(), workers);
  }

  @Override
  public void close() {
    jobs.close();
  }
}
