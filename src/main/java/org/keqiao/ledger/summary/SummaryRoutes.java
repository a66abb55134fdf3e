package org.keqiao.ledger.summary;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.ledger.promise.Weeks;

/** Summaries and tables over HTTP. */
final class SummaryRoutes {

  private final SummaryService service;
  private final LedgerTable table;

  SummaryRoutes(SummaryService service, LedgerTable table) {
    this.service = service;
    this.table = table;
  }

  List<Route> routes() {
    return List.of(
        Route.api(
            "summariseLedger",
            HttpMethod.GET,
            "/ledger/summary",
            Permission.READ_HOURS,
            this::summary),
        Route.api(
            "exportLedger", HttpMethod.GET, "/ledger.csv", Permission.READ_HOURS, this::export));
  }

  /** A page of a summary. */
  record SummaryView(
      String from, String to, SummaryRow total, List<SummaryRow> items, Optional<String> next) {}

  private Reply summary(Call call) {
    call.allowQuery("region", "from", "to", "by", "limit", "cursor");
    int limit = call.limit();
    String after = call.query("cursor").map(Page::place).orElse("");
    SummaryService.Summary summary =
        service.summary(
            call.caller(),
            new SummaryService.Asked(
                call.query("region"),
                Weeks.of(call.query("from"), call.query("to"), service.today()),
                call.oneOf("by", By.NAMES).map(By::named).orElse(By.COUNTY)));
    List<SummaryRow> rest =
        summary.rows().stream().filter(row -> row.key().compareTo(after) > 0).toList();
    List<SummaryRow> items = rest.stream().limit(limit).toList();
    Optional<String> next =
        rest.size() > limit ? Optional.of(Page.cursor(items.getLast().key())) : Optional.empty();
    return Page.linked(
        call,
        Reply.ok(
            new SummaryView(
                summary.weeks().first().toString(),
                summary.weeks().last().toString(),
                summary.total(),
                items,
                next)),
        next);
  }

  private Reply export(Call call) {
    call.allowQuery("region", "school", "agreement", "state", "outcome", "from", "to");
    Map<String, String> filters =
        call.placed("region", "school", "agreement", "state", "outcome", "from", "to");
    Weeks weeks =
        Weeks.of(
            Optional.ofNullable(filters.remove("from")),
            Optional.ofNullable(filters.remove("to")),
            table.today());
    Optional.ofNullable(filters.remove("places")).ifPresent(code -> filters.put("area", code));
    table.export(call.caller());
    return Reply.flowing(
            "text/csv; charset=utf-8",
            sink ->
                table.write(
                    call.caller(), filters, weeks, bytes -> sink.accept(Buffer.buffer(bytes))))
        .header("Content-Disposition", "attachment; filename=\"ledger.csv\"")
        .header("Cache-Control", "no-store");
  }
}
