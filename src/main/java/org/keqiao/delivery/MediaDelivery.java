package org.keqiao.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.delivery.DeliverySettings.Way;
import org.keqiao.http.Route;
import org.keqiao.ingest.Ingest;
import org.keqiao.store.Bucket;
import org.keqiao.store.PartReads;

/** The parts of this package, put together. */
public final class MediaDelivery {

  private final List<Route> routes;
  private final Optional<URI> elsewhere;

  private MediaDelivery(List<Route> routes, Optional<URI> elsewhere) {
    this.routes = routes;
    this.elsewhere = elsewhere;
  }

  /**
   * What delivery is built on.
   *
   * @param lines of the schools that media goes to
   */
  public record Sources(
      Vertx vertx, Bucket bucket, Ingest ingest, SchoolLines lines, MeterRegistry metrics) {}

  /**
   * Puts the parts together.
   *
   * @param folder keeps blocks of media, from run to run
   * @throws IOException when the folder cannot be used
   */
  public static MediaDelivery over(
      Sources sources, MediaUrls urls, Path folder, DeliverySettings settings) throws IOException {
    Bucket bucket = sources.bucket();
    Ingest ingest = sources.ingest();
    MeterRegistry metrics = sources.metrics();
    DiskBlocks disk = DiskBlocks.open(folder, settings.disk(), metrics);
    MediaBlocks blocks =
        new MediaBlocks(
            new BucketBlocks(new PartReads(sources.vertx(), bucket), metrics),
            disk,
            settings.memory(),
            metrics);
    Delivery here = new ProxyDelivery(blocks, new SchoolEgress(settings, sources.lines()), metrics);
    URI address = settings.bucketAddress().orElseGet(bucket::endpoint);
    Delivery delivery =
        switch (settings.way()) {
          case PROXY -> here;
          case REDIRECT -> new RedirectDelivery(bucket.readsAt(address), here);
          case ACCEL ->
              new AccelDelivery(bucket.readsAt(bucket.endpoint()), settings.accelLocation(), here);
        };
    List<Route> routes =
        new ArrayList<>(new MediaRoutes(urls, ingest.media(), ingest.files(), delivery).routes());
    routes.addAll(new FileRoutes(urls, ingest.uploads(), here).routes());
    return new MediaDelivery(
        routes, Optional.of(address).filter(sent -> settings.way() == Way.REDIRECT));
  }

  /** Where viewers may be sent beside this server. */
  public Optional<URI> elsewhere() {
    return elsewhere;
  }

  /** Media and originals over HTTP. */
  public List<Route> routes() {
    return routes;
  }
}
