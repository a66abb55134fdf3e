package org.keqiao.activity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** What viewers felt, as counters and timers. */
final class QualityMetrics {

  private static final String RENDITION = "rendition";

  private final MeterRegistry metrics;

  QualityMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void count(QualityReport report) {
    report.events().orElse(List.of()).forEach(this::count);
  }

  private void count(QualityEvent event) {
    String rendition = event.rendition().orElse("");
    Duration duration = Duration.ofMillis(event.duration().orElse(0L));
    switch (event.kind().orElse("")) {
      case "started" ->
          timer("keqiao.playback.startup", "from pressing play to the first picture or sound")
              .tag(RENDITION, rendition)
              .register(metrics)
              .record(duration);
      case "stalled" ->
          timer("keqiao.playback.stall", "waits in the middle of playing")
              .tag(RENDITION, rendition)
              .register(metrics)
              .record(duration);
      case "switched" -> counter("keqiao.playback.switches", "changes of rung", "", rendition, 1);
      case "failed" -> counter("keqiao.playback.errors", "what the player met", "", rendition, 1);
      default ->
          counter(
              "keqiao.playback.watched",
              "time that was played",
              "seconds",
              rendition,
              duration.toMillis() / 1000.0);
    }
    event
        .bytes()
        .ifPresent(
            bytes ->
                counter(
                    "keqiao.playback.bytes", "media that viewers loaded", "", rendition, bytes));
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(6),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60));
  }

  private void counter(
      String name, String description, String unit, String rendition, double amount) {
    Counter.Builder counter = Counter.builder(name).description(description);
    (unit.isEmpty() ? counter : counter.baseUnit(unit))
        .tag(RENDITION, rendition)
        .register(metrics)
        .increment(amount);
  }
}
