package org.keqiao.ledger.hour;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.ledger.LedgerSettings;
import org.keqiao.ledger.Lessons;
import org.keqiao.pairing.PairingStores;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param records hours
 * @param service what can be done with hours
 * @param count what makes them
 * @param cards where they are found
 */
public record Hours(
    Records<Hour> records, HourService service, HourCount count, Projection<Hour> cards) {

  /** Puts the parts together over the two stores. */
  public static Hours over(
      PairingStores stores,
      SchoolService schools,
      Lessons lessons,
      LedgerSettings settings,
      Clock clock) {
    Projection<Hour> cards =
        new Projection<>(
            stores.elastic(),
            HourService.TYPE,
            stores.mappings().resolve("hour.json"),
            HourIndex.cards(schools));
    Records<Hour> records = new Records<>(stores.bucket(), HourService.TYPE, Optional.of(cards));
    schools.join(records);
    return new Hours(
        records,
        new HourService(records, new HourIndex(cards), schools, clock),
        new HourCount(records, lessons, settings.counting(), settings.countAfter(), clock),
        cards);
  }

  /** Hours over HTTP. */
  public List<Route> routes() {
    return new HourRoutes(service).routes();
  }

  /** What keeps the cards in step. */
  public List<Reconcile<?>> reconciles() {
    return Reconcile.of(records).<List<Reconcile<?>>>map(List::of).orElse(List.of());
  }

  /** What of them is followed. */
  public List<Audited<?>> audited(SchoolService schools) {
    return List.of(
        Audited.open(
            HourService.TYPE.name(), records, (id, hour) -> HourIndex.nodes(hour, schools)));
  }
}
