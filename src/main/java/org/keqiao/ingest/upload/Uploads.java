package org.keqiao.ingest.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.keqiao.http.Route;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Spool;
import org.keqiao.store.Bucket;
import org.keqiao.store.Records;
import org.keqiao.store.Secrets;

/** The parts of this package, put together. */
public final class Uploads {

  /** The keys that sign addresses of uploads. */
  public static final String KEYS = "upload";

  private final UploadService service;
  private final UploadSweep sweep;
  private final List<Route> routes;

  private Uploads(UploadService service, UploadSweep sweep, List<Route> routes) {
    this.service = service;
    this.sweep = sweep;
    this.routes = routes;
  }

  /**
   * Puts the parts together.
   *
   * @param spool for what is on its way
   * @param inspection looks into a file that has arrived
   */
  public static Uploads over(
      Bucket bucket,
      Spool spool,
      BiFunction<Path, Upload, Blob> inspection,
      UploadSettings settings) {
    UploadRecords records = new UploadRecords(bucket, settings.life());
    LocalCopies copies = new LocalCopies(bucket, spool);
    Quotas quotas = new Quotas(bucket, settings.quotas());
    Finishing.Library library =
        new Finishing.Library(
            new Records<>(bucket, UploadService.BLOB, Optional.empty()),
            inspection,
            new Holdings(bucket),
            quotas);
    Finishing finishing = new Finishing(bucket, records, copies, spool, library);
    Receiving receiving =
        new Receiving(
            records, copies, bucket.multiparts(), finishing, new Streams(settings.streams()));
    UploadService service = new UploadService(records, library, receiving, settings.mostBytes());
    TusRoutes tus =
        new TusRoutes(
            service,
            new ResumableUploads(records, service, receiving),
            new UploadTokens(new Secrets(bucket).ring(KEYS)),
            settings.slowest());
    List<Route> routes =
        Stream.concat(
                new UploadRoutes(service, tus, settings.slowest()).routes().stream(),
                tus.routes().stream())
            .toList();
    return new Uploads(service, new UploadSweep(bucket, records, finishing, quotas), routes);
  }

  /** What can be done with uploads. */
  public UploadService service() {
    return service;
  }

  /** Uploads over HTTP. */
  public List<Route> routes() {
    return routes;
  }

  /** Deletes what was given up, now and every hour, until closed. */
  public AutoCloseable sweepHourly() {
    return sweep.start();
  }
}
