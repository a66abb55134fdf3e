package org.keqiao.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** Where a block was, that a viewer needed. */
enum Tier {
  MEMORY,
  DISK,
  BUCKET;

  /** How often viewers needed what was in this tier, and how long they waited for it. */
  Timer waits(MeterRegistry metrics) {
    return Timer.builder("keqiao.media.wait")
        .description("until a block that a viewer needs can be sent, by where it was")
        .tag("tier", name().toLowerCase(Locale.ROOT))
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5))
        .register(metrics);
  }
}
