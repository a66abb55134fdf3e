package org.keqiao.ledger.summary;

import java.time.Clock;
import java.util.List;
import org.keqiao.audit.Events;
import org.keqiao.http.Route;
import org.keqiao.ledger.agreement.LedgerService;
import org.keqiao.ledger.hour.Hours;

/**
 * The parts of this package, put together.
 *
 * @param service what can be asked of regions
 * @param table hours as a table
 */
public record Summaries(SummaryService service, LedgerTable table) {

  /** Puts the parts together over what is known elsewhere. */
  public static Summaries over(
      Hours hours, LedgerService.Sources sources, Events events, Clock clock) {
    return new Summaries(
        new SummaryService(sources, new SumsIndex(hours.cards()), clock),
        new LedgerTable(hours.service().index(), sources.schools(), events, clock));
  }

  /** Summaries and tables over HTTP. */
  public List<Route> routes() {
    return new SummaryRoutes(service, table).routes();
  }
}
