package org.keqiao.pairing.plan;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.pairing.matching.Weights;
import org.keqiao.pairing.statement.Statements;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Plans {

  private final Records<Plan> plans;
  private final SchoolService schools;
  private final PlanService service;

  /** Puts the parts together over the two stores. */
  public Plans(
      PairingStores stores,
      SchoolService schools,
      Statements statements,
      AgreementService agreements,
      Weights usual,
      Clock clock) {
    this.schools = schools;
    this.plans =
        stores.records(
            PlanService.TYPE,
            entry ->
                Map.of(
                    "region",
                    entry.value().region(),
                    "state",
                    entry.value().state(),
                    "places",
                    schools.around(entry.value().region())));
    this.service =
        new PlanService(plans, new Region.Sources(schools, statements, agreements), usual, clock);
  }

  /** Plans over HTTP. */
  public List<Route> routes() {
    return new PlanRoutes(service, schools).routes();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(plans).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed; a plan is as large as its region, so that it is not shown whole. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.secret(
            PlanService.TYPE.name(), plans, (id, plan) -> schools.around(plan.region())));
  }
}
