package org.keqiao.live.broadcast;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.channel.Channel;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this server encodes what teachers send. */
final class Studio {

  private static final Logger LOG = LoggerFactory.getLogger(Studio.class);
  private static final int SECONDS_TO_HAND_OVER = 15;

  private final BroadcastService service;
  private final Optional<Take.Workshop> workshop;
  private final BroadcastSettings settings;
  private final Clock clock;
  private final Semaphore places;
  private final Map<Id, Source> sources = new ConcurrentHashMap<>();
  private final Counter skips;

  /**
   * @param workshop absent when this machine has no encoder
   */
  Studio(
      BroadcastService service,
      Optional<Take.Workshop> workshop,
      BroadcastSettings settings,
      Clock clock,
      MeterRegistry metrics) {
    this.service = service;
    this.workshop = workshop;
    this.settings = settings;
    this.clock = clock;
    this.places = new Semaphore(settings.most());
    Gauge.builder("keqiao.live.sources", sources, Map::size)
        .description("broadcasts that this server encodes")
        .register(metrics);
    this.skips =
        Counter.builder("keqiao.live.skips")
            .description("how often a viewer was too slow and skipped to the next key picture")
            .register(metrics);
  }

  /** Counts viewers who were too slow. */
  Counter skips() {
    return skips;
  }

  /**
   * Looks whether a broadcast could begin here, before a channel is opened for it.
   *
   * @throws FaultException unavailable, when there is no encoder
   */
  void requireEncoder() {
    if (workshop.isEmpty()) {
      throw FaultException.conflict("live-no-encoder");
    }
  }

  /** Encodes what comes over a channel until it ends. */
  void hold(Caller caller, Id session, SourceKind kind, Channel channel)
      throws InterruptedException {
    Source source = new Source(channel, settings.mostKbps(), clock);
    Optional.ofNullable(sources.put(session, source)).ifPresent(Source::replace);
    try {
      // The one that was replaced gives its place back when it has encoded what it had.
      if (!places.tryAcquire(SECONDS_TO_HAND_OVER, TimeUnit.SECONDS)) {
        throw FaultException.conflict("live-too-many", settings.most());
      }
      try {
        encode(caller, session, kind, source);
      } finally {
        places.release();
      }
    } finally {
      sources.remove(session, source);
    }
  }

  private void encode(Caller caller, Id session, SourceKind kind, Source source)
      throws InterruptedException {
    Entry<Broadcast> broadcast = service.begin(caller, session);
    Id id = broadcast.id();
    boolean over;
    try (Take take = new Take(workshop.orElseThrow(), session, id, kind, clock.millis())) {
      Heart heart = new Heart(clock.instant());
      over = source.send(take, () -> heart.beat(id, source));
    } catch (IOException failed) {
      LOG.warn("a broadcast cannot be encoded", failed);
      throw FaultException.unavailable("live-no-encoder", failed);
    }
    if (over) {
      service.end(id, caller.account());
    }
  }

  /** Says now and again that the source lives, and looks whether it may go on. */
  private final class Heart {

    private Instant last;

    Heart(Instant now) {
      this.last = now;
    }

    void beat(Id id, Source source) {
      Instant now = clock.instant();
      Duration pause = settings.grace().dividedBy(4);
      if (now.isBefore(last.plus(pause))) {
        return;
      }
      last = now;
      Broadcast known = service.alive(id).value();
      if (service.isTooLong(known)) {
        service.end(id, "system");
        source.over();
      } else if (known.state() != Broadcast.State.LIVE) {
        source.over();
      }
    }
  }

  /** Says to the source of a session that it is over. */
  void over(Id session) {
    Optional.ofNullable(sources.get(session)).ifPresent(Source::over);
  }
}
