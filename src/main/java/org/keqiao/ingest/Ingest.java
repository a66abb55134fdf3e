package org.keqiao.ingest;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.http.Route;
import org.keqiao.ingest.job.Job;
import org.keqiao.ingest.job.JobIndex;
import org.keqiao.ingest.job.JobRoutes;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Worker;
import org.keqiao.ingest.upload.UploadRoutes;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.ingest.upload.UploadStreams;
import org.keqiao.ingest.video.TranscodeWork;
import org.keqiao.media.Encoder;
import org.keqiao.media.EncoderLocator;
import org.keqiao.media.Prober;
import org.keqiao.media.Transcode;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Ingest implements AutoCloseable {

  private final Records<Job> records;
  private final JobService jobs;
  private final MediaService media;
  private final UploadService uploads;
  private final Optional<Encoder> encoder;
  private final Optional<Worker> worker;
  private final int workers;

  private Ingest(
      Records<Job> records,
      JobService jobs,
      MediaService media,
      UploadService uploads,
      Optional<Encoder> encoder,
      Optional<Worker> worker,
      int workers) {
    this.encoder = encoder;
    this.records = records;
    this.jobs = jobs;
    this.media = media;
    this.uploads = uploads;
    this.worker = worker;
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
      Vertx vertx, Bucket bucket, Elastic elastic, Folders folders, IngestSettings settings)
      throws IOException, InterruptedException {
    Projection<Job> cards =
        new Projection<>(
            elastic, JobService.TYPE, folders.mappings().resolve("job.json"), JobIndex::card);
    Records<Job> records = new Records<>(bucket, JobService.TYPE, Optional.of(cards));
    JobService jobs = new JobService(records, cards, settings.lease());
    MediaService media = new MediaService(bucket, jobs);
    Spool spool = Spool.open(folders.spool());
    Optional<Path> configured =
        Optional.of(settings.encoder()).filter(path -> !path.isEmpty()).map(Path::of);
    Optional<Encoder> encoder = EncoderLocator.onPath(configured, folders.cache()).locate();
    Optional<Prober> prober = encoder.map(Prober::new);
    Optional<Worker> worker =
        encoder.map(
            found ->
                new Worker(
                    jobs,
                    List.of(
                        new TranscodeWork(
                            bucket,
                            media,
                            spool,
                            new Prober(found),
                            new Transcode(found, threads(settings))))));
    UploadService uploads =
        new UploadService(
            bucket,
            new UploadStreams(vertx, bucket),
            spool,
            new Inspection(prober),
            settings.mostBytes());
    return new Ingest(records, jobs, media, uploads, encoder, worker, settings.workers());
  }

  private static int threads(IngestSettings settings) {
    return Math.max(
        1, Runtime.getRuntime().availableProcessors() / Math.max(1, settings.workers()));
  }

  /** Jobs. */
  public JobService jobs() {
    return jobs;
  }

  /** What decodes and encodes, if there is anything on this machine that does. */
  public Optional<Encoder> encoder() {
    return encoder;
  }

  /** What can be streamed. */
  public MediaService media() {
    return media;
  }

  /** Files on their way. */
  public UploadService uploads() {
    return uploads;
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Reconcile.of(records).<List<Reconcile<?>>>map(List::of).orElse(List.of());
  }

  /** Uploads and jobs over HTTP. */
  public List<Route> routes() {
    return Stream.concat(
            new UploadRoutes(uploads).routes().stream(), new JobRoutes(jobs).routes().stream())
        .toList();
  }

  /** Starts to work on jobs; without an encoder they wait. */
  public void start() {
    worker.ifPresent(found -> found.start(workers));
  }

  @Override
  public void close() {
    worker.ifPresent(Worker::close);
  }
}
