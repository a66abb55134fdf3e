package org.keqiao.pairing.agreement;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.feed.FeedSource;
import org.keqiao.http.Route;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.statement.KnownTerms;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Agreements {

  private static final Logger LOG = LoggerFactory.getLogger(Agreements.class);
  private static final Duration TICK = Duration.ofMinutes(1);

  private final Records<Agreement> agreements;
  private final AgreementService service;

  /** Puts the parts together over the two stores. */
  public Agreements(
      PairingStores stores,
      SchoolService schools,
      KnownTerms terms,
      Clock clock,
      Agreement.Deadlines deadlines) {
    this.agreements = stores.records(AgreementService.TYPE, this::card);
    this.service = new AgreementService(agreements, schools, terms, clock, deadlines);
    schools.join(agreements);
  }

  private Map<String, Object> card(Entry<Agreement> entry) {
    Agreement agreement = entry.value();
    return Map.of(
        "school",
        List.of(agreement.urban(), agreement.rural()),
        "state",
        agreement.state().label(),
        "renewalDue",
        agreement.renewalDue(),
        "places",
        service.nodes(agreement));
  }

  /** Agreements. */
  public Records<Agreement> agreements() {
    return agreements;
  }

  /** What can be done with agreements. */
  public AgreementService service() {
    return service;
  }

  /** Agreements over HTTP. */
  public List<Route> routes() {
    return new AgreementRoutes(service).routes();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(agreements).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            AgreementService.TYPE.name(), agreements, (id, agreement) -> service.nodes(agreement)));
  }

  /** What of them others can follow. */
  public FeedSource<Agreement> followed() {
    return new FeedSource<>(
        agreements, AgreementEvents.TYPES, AgreementEvents::between, service::nodes);
  }

  /** Lets the clock have its say from now on, until it is closed. */
  public AutoCloseable keepTime() {
    return new Repeating("agreements").later(TICK, this::tick);
  }

  private void tick() {
    try {
      service.tick();
    } catch (RuntimeException away) {
      LOG.warn("agreements cannot be looked through now: {}", away.getMessage());
    }
  }
}
