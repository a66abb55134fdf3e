package org.keqiao.catalogue.report;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.Life;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Id;

/** Reports over HTTP. */
public final class ReportRoutes {

  private static final String OF_LESSON = "/lessons/:id/reports";

  private final ReportService service;

  /** Over the reports. */
  public ReportRoutes(ReportService service) {
    this.service = service;
  }

  /** Everything that is done with reports. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "reportLesson", HttpMethod.POST, OF_LESSON, Permission.REPORT_LESSON, this::report),
        Route.api(
            "listOwnReports", HttpMethod.GET, "/me/reports", Permission.REPORT_LESSON, this::own),
        Route.api(
            "listReviewReports",
            HttpMethod.GET,
            "/reviews/:id/reports",
            Permission.REVIEW_LESSON,
            this::waiting));
  }

  /** A report as whoever made it sees it. */
  record ReportView(
      Id lesson,
      long version,
      String reason,
      Optional<String> words,
      Instant at,
      Report.State state,
      Optional<Instant> settledAt) {

    static ReportView of(ReportService.Told told) {
      Report report = told.report().value();
      return new ReportView(
          report.lesson(),
          report.version(),
          report.reason(),
          report.words(),
          report.at(),
          report.state(told.lesson()),
          report.end(told.lesson()).map(Life.Step::at));
    }
  }

  /** What is said to be wrong, without who says it. */
  record SaidView(long version, String reason, Optional<String> words, Instant at) {

    static SaidView of(Report report) {
      return new SaidView(report.version(), report.reason(), report.words(), report.at());
    }
  }

  private Reply report(Call call) {
    ReportService.Told told =
        service.report(call.caller(), call.id("lesson"), call.body(ReportDraft.class));
    return Reply.created(Route.API + "/me/reports", ReportView.of(told));
  }

  private Reply own(Call call) {
    call.filters();
    Page<ReportService.Told> page = service.own(call.caller(), call.limit(), call.query("cursor"));
    return new Page<>(page.items().stream().map(ReportView::of).toList(), page.next())
        .reply(call)
        .header("Cache-Control", "private, no-store");
  }

  private Reply waiting(Call call) {
    return Reply.ok(
            Map.of(
                "items",
                service.waiting(call.caller(), call.id("lesson")).stream()
                    .map(SaidView::of)
                    .toList()))
        .header("Cache-Control", "private, no-store");
  }
}
