package org.keqiao.pairing.statement;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.pairing.PairingStores;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Card;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Statements {

  private final Records<Need> needs;
  private final Records<Offer> offers;
  private final StatementService<Need, NeedDraft> needService;
  private final StatementService<Offer, OfferDraft> offerService;
  private final SchoolService schools;

  /** Puts the parts together over the two stores. */
  public Statements(PairingStores stores, SchoolService schools, KnownTerms terms) {
    this.schools = schools;
    this.needs = stores.records(StatementKind.NEEDS.type(), card(StatementKind.NEEDS));
    this.offers = stores.records(StatementKind.OFFERS.type(), card(StatementKind.OFFERS));
    this.needService = new StatementService<>(StatementKind.NEEDS, needs, schools, terms);
    this.offerService = new StatementService<>(StatementKind.OFFERS, offers, schools, terms);
    schools.join(needs);
    schools.join(offers);
  }

  private <T extends Statement, D extends StatementDraft<T>> Card<T> card(
      StatementKind<T, D> kind) {
    return entry -> {
      Map<String, Object> card = new HashMap<>(kind.card().apply(entry.value()));
      card.put("school", entry.value().school());
      card.put("places", schools.around(entry.value().school()));
      return card;
    };
  }

  /** Needs. */
  public Records<Need> needs() {
    return needs;
  }

  /** Offers. */
  public Records<Offer> offers() {
    return offers;
  }

  /** What schools of a region need. */
  public Stream<Need> needsWithin(String region) {
    return needService.within(region);
  }

  /** What schools of a region offer. */
  public Stream<Offer> offersWithin(String region) {
    return offerService.within(region);
  }

  /** Both over HTTP. */
  public List<Route> routes() {
    return Stream.concat(
            new StatementRoutes<>(needService).routes().stream(),
            new StatementRoutes<>(offerService).routes().stream())
        .toList();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(Reconcile.of(needs), Reconcile.of(offers))
        .flatMap(Optional::stream);
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open("need", needs, (id, need) -> schools.around(need.school())),
        Audited.open("offer", offers, (id, offer) -> schools.around(offer.school())));
  }
}
