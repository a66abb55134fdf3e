package org.keqiao.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What whoever operates the server asks of it: is it alive, is it ready, how is it doing. */
public final class Operations {

  private static final Check STOPPING = new Check("server", "DOWN", Optional.of("is stopping"));
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Map<String, BooleanSupplier> checks;
  private final Drain drain;
  private final PrometheusMeterRegistry metrics;
  private final MetricsReader readers;

  /**
   * @param checks what must answer for the server to be ready, by name
   * @param drain says when it is not ready whatever answers
   * @param readers who reads the metrics
   */
  public Operations(
      Map<String, BooleanSupplier> checks,
      Drain drain,
      PrometheusMeterRegistry metrics,
      MetricsSettings readers) {
    this.drain = drain;
    this.readers = new MetricsReader(readers);
    this.checks = checks;
    this.metrics = metrics;
  }

  /** Health and metrics. */
  public List<Route> routes() {
    return List.of(
        Route.root(
            "liveness",
            HttpMethod.GET,
            "/health/live",
            Permission.PUBLIC,
            call -> Reply.ok(new Health("UP", List.of()))),
        Route.root(
            "readiness", HttpMethod.GET, "/health/ready", Permission.PUBLIC, this::readiness),
        Route.root("metrics", HttpMethod.GET, "/metrics", Permission.METRICS_TOKEN, this::scrape));
  }

  private Reply scrape(Call call) {
    readers.admit(call);
    return Reply.whole(200, TEXT, Buffer.buffer(metrics.scrape()));
  }

  private Reply readiness(Call call) {
    List<Check> results = drain.begun() ? List.of(STOPPING) : results();
    boolean up = results.stream().allMatch(check -> check.status().equals("UP"));
    Reply reply = Reply.json(up ? 200 : 503, new Health(up ? "UP" : "DOWN", results));
    return up ? reply : reply.header("Retry-After", "5");
  }

  private List<Check> results() {
    return checks.entrySet().stream()
        .map(
            check ->
                check.getValue().getAsBoolean()
                    ? new Check(check.getKey(), "UP", Optional.empty())
                    : new Check(check.getKey(), "DOWN", Optional.of("does not answer")))
        .toList();
  }

  /** Whether the server is well. */
  record Health(String status, List<Check> checks) {}

  /** Whether one part of it is. */
  record Check(String id, String status, Optional<String> reason) {}
}
