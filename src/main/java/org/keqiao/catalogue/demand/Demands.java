package org.keqiao.catalogue.demand;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param demands demands
 * @param routes asking and reading
 */
public record Demands(Records<Demand> demands, List<Route> routes) {

  /** Puts the parts together over the two stores. */
  public static Demands over(
      Bucket bucket, Elastic elastic, Path mappings, TextbookService textbooks) {
    Projection<Demand> cards =
        new Projection<>(
            elastic, DemandService.TYPE, mappings.resolve("demand.json"), DemandIndex::card);
    Records<Demand> demands = new Records<>(bucket, DemandService.TYPE, Optional.of(cards));
    DemandService service = new DemandService(demands, new DemandIndex(cards), textbooks);
    return new Demands(demands, new DemandRoutes(service).routes());
  }

  /** What keeps the cards of this package in step. */
  public Optional<Reconcile<Demand>> reconcile() {
    return Reconcile.of(demands);
  }
}
