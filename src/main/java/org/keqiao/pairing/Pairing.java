package org.keqiao.pairing;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.feed.FeedSource;
import org.keqiao.http.Route;
import org.keqiao.pairing.agreement.Agreements;
import org.keqiao.pairing.plan.Plans;
import org.keqiao.pairing.statement.KnownTerms;
import org.keqiao.pairing.statement.Statements;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Reconcile;

/**
 * The parts of this package, put together.
 *
 * @param statements needs and offers
 * @param plans who is to be paired with whom
 * @param agreements what was agreed on
 */
public record Pairing(Statements statements, Plans plans, Agreements agreements) {

  /** Puts the parts together over the two stores. */
  public static Pairing over(
      PairingStores stores, SchoolService schools, KnownTerms terms, PairingSettings settings) {
    Clock clock = Clock.systemUTC();
    Statements statements = new Statements(stores, schools, terms);
    Agreements agreements = new Agreements(stores, schools, terms, clock, settings.deadlines());
    Plans plans =
        new Plans(stores, schools, statements, agreements.service(), settings.weights(), clock);
    return new Pairing(statements, plans, agreements);
  }

  /** All of it over HTTP. */
  public List<Route> routes() {
    return Stream.of(statements.routes(), plans.routes(), agreements.routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.of(statements.reconciles(), plans.reconciles(), agreements.reconciles())
        .<Reconcile<?>>flatMap(each -> each)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return Stream.of(statements.audited(), plans.audited(), agreements.audited())
        .<Audited<?>>flatMap(List::stream)
        .toList();
  }

  /** What of it others can follow. */
  public List<FeedSource<?>> followed() {
    return List.of(agreements.followed());
  }
}
