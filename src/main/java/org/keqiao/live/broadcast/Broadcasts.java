package org.keqiao.live.broadcast;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Route;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Work;
import org.keqiao.live.LiveSessions;
import org.keqiao.live.LiveStores;
import org.keqiao.live.RecordedLesson;
import org.keqiao.media.Encoder;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Broadcasts {

  private static final Logger LOG = LoggerFactory.getLogger(Broadcasts.class);
  private static final Duration TICK = Duration.ofSeconds(5);

  private final Records<Broadcast> broadcasts;
  private final BroadcastService service;
  private final LiveStores stores;
  private final BroadcastSettings settings;
  private final BroadcastRoutes routes;

  /**
   * What encodes and sends.
   *
   * @param encoder absent when this machine has none
   */
  public record Equipment(Vertx vertx, Optional<Encoder> encoder, MeterRegistry metrics) {}

  /** Puts the parts together. */
  public Broadcasts(
      LiveStores stores,
      LiveSessions sessions,
      SchoolService schools,
      JobService jobs,
      Equipment equipment,
      BroadcastSettings settings) {
    Clock clock = Clock.systemUTC();
    this.stores = stores;
    this.settings = settings;
    this.broadcasts =
        stores.records(
            BroadcastService.TYPE,
            entry ->
                Map.of(
                    "session",
                    entry.value().session().id(),
                    "state",
                    entry.value().state().label(),
                    "places",
                    service().nodes(entry.value())));
    this.service =
        new BroadcastService(
            broadcasts, new BroadcastService.Around(sessions, schools, jobs), settings, clock);
    Studio studio =
        new Studio(
            service,
            equipment
                .encoder()
                .map(
                    found ->
                        new Take.Workshop(equipment.vertx(), stores.bucket(), found, settings)),
            settings,
            clock,
            equipment.metrics());
    Relays relays = new Relays(equipment.vertx(), settings.viewers());
    Gauge.builder("keqiao.live.viewers", relays, Relays::viewers)
        .description("those who watch broadcasts at this server")
        .register(equipment.metrics());
    this.routes =
        new BroadcastRoutes(
            service,
            studio,
            relays,
            new LiveTickets(stores.keys(), settings.longest().plusHours(1), clock));
  }

  private BroadcastService service() {
    return service;
  }

  /** Broadcasts over HTTP. */
  public List<Route> routes() {
    return routes.routes();
  }

  /** What makes lessons of recordings. */
  public Work work(Encoder encoder, RecordedLesson lessons) {
    return new RecordingWork(
        service,
        stores.bucket(),
        new RecordingFilm(stores.bucket(), encoder, settings.picture()),
        lessons);
  }

  /** Ends what is over, until closed. */
  public AutoCloseable keepTime() {
    return new Repeating("broadcasts")
        .now(
            TICK,
            () -> {
              try {
                service.tick();
              } catch (FaultException away) {
                LOG.warn("broadcasts cannot be looked after now: {}", away.getMessage());
              }
            });
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(broadcasts).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            BroadcastService.TYPE.name(), broadcasts, (id, broadcast) -> service.nodes(broadcast)));
  }
}
