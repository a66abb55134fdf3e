package org.keqiao.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.audit.Events;
import org.keqiao.http.Route;
import org.keqiao.ledger.agreement.LedgerRoutes;
import org.keqiao.ledger.agreement.LedgerService;
import org.keqiao.ledger.hour.Hours;
import org.keqiao.ledger.summary.Summaries;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementState;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  private final LedgerService.Sources sources;
  private final LedgerSettings settings;
  private final Clock clock;
  private final Hours hours;
  private final LedgerService service;
  private final Summaries summaries;
  private final Set<String> noticed = ConcurrentHashMap.newKeySet();

  /** Puts the parts together over the two stores. */
  public Ledger(
      PairingStores stores,
      LedgerService.Sources sources,
      Events events,
      LedgerSettings settings,
      Clock clock) {
    this.sources = sources;
    this.settings = settings;
    this.clock = clock;
    this.hours = Hours.over(stores, sources.schools(), sources.lessons(), settings, clock);
    this.service = new LedgerService(sources, hours.service(), clock);
    this.summaries = Summaries.over(hours, sources, events, clock);
  }

  /** All of it over HTTP. */
  public List<Route> routes() {
    return Stream.of(hours.routes(), new LedgerRoutes(service).routes(), summaries.routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps the cards in step. */
  public List<Reconcile<?>> reconciles() {
    return hours.reconciles();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return hours.audited(sources.schools());
  }

  /** Something has happened to lessons of an agreement: it is counted within seconds. */
  public void notice(String agreement) {
    noticed.add(agreement);
  }

  /** Counts and confirms from now on, until it is closed. */
  public AutoCloseable keepTime() {
    return new Repeating("ledger")
        .later(TICK, this::countNoticed)
        .now(settings.countEvery(), this::countAll);
  }

  private void countNoticed() {
    for (String id : List.copyOf(noticed)) {
      noticed.remove(id);
      quietly(
          () ->
              sources
                  .agreements()
                  .find(new Id(id))
                  .ifPresent(agreement -> count(new Id(id), agreement, clock.instant())));
    }
  }

  /** Counts what may have gone unnoticed, and confirms what nobody disputed in time. */
  void countAll() {
    Instant now = clock.instant();
    quietly(
        () ->
            Stream.of(AgreementState.ACTIVE, AgreementState.SUSPENDED, AgreementState.ENDED)
                .flatMap(
                    state ->
                        sources.agreements().all(Map.of("state", state.label()), Optional.empty()))
                .filter(entry -> isRecent(entry.value(), now))
                .toList()
                .forEach(entry -> quietly(() -> count(entry.id(), entry.value(), now))));
    quietly(() -> hours.service().lapse(settings.confirmWithin()));
  }

  private boolean isRecent(Agreement agreement, Instant now) {
    return agreement.state().binds()
        || agreement.history().getLast().at().isAfter(now.minus(settings.recount()));
  }

  private void count(Id id, Agreement agreement, Instant now) {
    hours.count().count(id, agreement, now.minus(settings.recount()));
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException away) {
      LOG.warn("lessons cannot be counted now: {}", away.getMessage());
    }
  }
}
