package org.keqiao.selection.round;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.school.SchoolService;
import org.keqiao.selection.SelectionStores;
import org.keqiao.store.Entry;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Rounds {

  private final Records<Round> rounds;
  private final RoundService service;

  /** Puts the parts together over the two stores. */
  public Rounds(
      SelectionStores stores,
      SchoolService schools,
      BiPredicate<String, String> terms,
      Clock clock) {
    this.rounds = stores.records(RoundService.TYPE, stores.cards(RoundService.TYPE, this::card));
    this.service = new RoundService(rounds, schools, terms, clock);
  }

  private Map<String, Object> card(Entry<Round> entry) {
    return Map.of(
        "level",
        entry.value().level().label(),
        "state",
        entry.value().state().label(),
        "places",
        service.nodes(entry.value()));
  }

  /** What can be done with rounds. */
  public RoundService service() {
    return service;
  }

  /** Rounds over HTTP. */
  public List<Route> routes() {
    return new RoundRoutes(service).routes();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(rounds).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(RoundService.TYPE.name(), rounds, (id, round) -> service.nodes(round)));
  }
}
