package org.keqiao.classroom.channel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** How many take part, and how fast what one does reaches the others. */
final class ChannelMetrics {

  private final Timer delivery;
  private final AtomicInteger channels = new AtomicInteger();

  ChannelMetrics(MeterRegistry registry, Collection<?> sessions) {
    this.delivery =
        Timer.builder("keqiao.classroom.delivery")
            .description("From the arrival of a command until it is said to all of this server")
            .publishPercentileHistogram()
            .register(registry);
    Gauge.builder("keqiao.classroom.channels", channels, AtomicInteger::get).register(registry);
    Gauge.builder("keqiao.classroom.sessions", sessions, Collection::size).register(registry);
  }

  void opened() {
    channels.incrementAndGet();
  }

  void closed() {
    channels.decrementAndGet();
  }

  /**
   * @param arrived {@link System#nanoTime} when the command came
   */
  void delivered(long arrived) {
    delivery.record(System.nanoTime() - arrived, TimeUnit.NANOSECONDS);
  }
}
