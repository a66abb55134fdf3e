package org.keqiao.ledger.agreement;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ledger.hour.HourService;
import org.keqiao.ledger.promise.Weeks;

/** Ledgers of agreements over HTTP. */
public final class LedgerRoutes {

  private static final String ONE = "/agreements/:id";

  private final LedgerService service;

  /** Over what is known of ledgers. */
  public LedgerRoutes(LedgerService service) {
    this.service = service;
  }

  /** Reading them and confirming weeks. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "readAgreementLedger",
            HttpMethod.GET,
            ONE + "/ledger",
            Permission.READ_HOURS,
            this::read),
        Route.api(
            "confirmAgreementWeek",
            HttpMethod.POST,
            ONE + "/weeks/:week/confirm",
            Permission.CONFIRM_HOURS,
            this::confirm));
  }

  private Reply read(Call call) {
    call.allowQuery("from", "to");
    Weeks weeks = Weeks.of(call.query("from"), call.query("to"), service.today());
    return Reply.ok(service.read(call.caller(), call.id("agreement"), weeks));
  }

  private Reply confirm(Call call) {
    return Reply.ok(
        service.confirm(
            call.caller(),
            call.id("agreement"),
            call.path("week"),
            call.body(HourService.Confirming.class)));
  }
}
