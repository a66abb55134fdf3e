package org.keqiao.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.keqiao.http.Route;
import org.keqiao.ingest.MediaService;
import org.keqiao.store.Bucket;

/** The parts of this package, put together. */
public final class MediaDelivery {

  private final List<Route> routes;

  private MediaDelivery(List<Route> routes) {
    this.routes = routes;
  }

  /**
   * Puts the parts together over the bucket.
   *
   * @param folder keeps blocks of media, from run to run
   * @throws IOException when the folder cannot be used
   */
  public static MediaDelivery over(
      Bucket bucket,
      MediaService media,
      MediaUrls urls,
      Path folder,
      DeliverySettings settings,
      MeterRegistry metrics)
      throws IOException {
    DiskBlocks disk = DiskBlocks.open(folder, settings.disk(), metrics);
    MediaBlocks blocks =
        new MediaBlocks(new BucketBlocks(bucket, metrics), disk, settings.memory(), metrics);
    Delivery here = new ProxyDelivery(blocks, metrics);
    Delivery delivery =
        switch (settings.way()) {
          case PROXY -> here;
          case REDIRECT -> {
            URI address = settings.bucketAddress().orElseGet(bucket::endpoint);
            yield new RedirectDelivery(new SignedReads(bucket.readsAt(address)), here);
          }
          case ACCEL ->
              new AccelDelivery(
                  new SignedReads(bucket.readsAt(bucket.endpoint())),
                  settings.accelLocation(),
                  here);
        };
    return new MediaDelivery(new MediaRoutes(urls, media, delivery));
  }

  /** Media over HTTP. */
  public List<Route> routes() {
    return routes.routes();
  }
}
