package org.keqiao.live.conference;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Work;
import org.keqiao.live.LiveSessions;
import org.keqiao.live.LiveStores;
import org.keqiao.live.RecordedLesson;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Conferences {

  private final Records<Conference> conferences;
  private final ConferenceService service;
  private final Optional<BigBlueButton> engine;
  private final long mostBytes;

  /**
   * What else it takes.
   *
   * @param names gives the name of an account
   */
  public record Around(
      LiveSessions sessions, SchoolService schools, JobService jobs, UnaryOperator<String> names) {}

  /** Puts the parts together. */
  public Conferences(LiveStores stores, Around around, ConferenceSettings settings) {
    this.conferences = stores.records(ConferenceService.TYPE, this::card);
    this.engine = settings.engine().map(BigBlueButton::new);
    this.mostBytes = settings.mostBytes();
    this.service =
        new ConferenceService(
            conferences,
            new ConferenceService.Around(
                around.sessions(), around.schools(), around.jobs(), around.names()),
            engine,
            Clock.systemUTC());
  }

  private Map<String, Object> card(Entry<Conference> entry) {
    return Map.of(
        "session",
        entry.id(),
        "state",
        entry.value().state(),
        "recordings",
        entry.value().recordings().stream().map(each -> each.digest(entry.id())).toList(),
        "places",
        service.nodes(entry.value()));
  }

  /** Rooms over HTTP. */
  public List<Route> routes() {
    return new ConferenceRoutes(service).routes();
  }

  /** What takes recordings over; nothing without an engine. */
  public Optional<Work> work(RecordedLesson lessons) {
    return engine.map(found -> new ConferenceWork(service, found, lessons, mostBytes));
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(conferences).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            ConferenceService.TYPE.name(),
            conferences,
            (id, conference) -> service.nodes(conference)));
  }
}
