package org.keqiao.activity;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;

/** The parts of this package, put together. */
public final class Activity implements AutoCloseable {

  private final ActivityLog log;
  private final List<Route> routes;

  private Activity(ActivityLog log, List<Route> routes) {
    this.log = log;
    this.routes = routes;
  }

  /** Puts the parts together over the bucket. */
  public static Activity over(Bucket bucket, MeterRegistry metrics) {
    ActivityLog log = new ActivityLog(bucket);
    QualityService quality = new QualityService(log, new QualityMetrics(metrics));
    return new Activity(log, new QualityRoutes(quality).routes());
  }

  /**
   * Forgets what was kept before a moment.
   *
   * @return how many objects, of many lines each
   */
  public long forget(Instant before) {
    return log.forget(before);
  }

  /** What players report. */
  public List<Route> routes() {
    return routes;
  }

  /** Keeps what was sent, and takes no more. */
  @Override
  public void close() {
    log.close();
  }
}
