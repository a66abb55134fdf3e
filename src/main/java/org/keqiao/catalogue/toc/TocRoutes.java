package org.keqiao.catalogue.toc;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.Textbook;
import org.keqiao.catalogue.TextbookService;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;

/** Tables of contents as CSV over HTTP. */
public final class TocRoutes {

  private static final String CSV = "text/csv";

  private final TocService service;

  /** Over these services. */
  public TocRoutes(TextbookService textbooks, LessonService lessons) {
    this.service = new TocService(textbooks, lessons);
  }

  /** Export and import. */
  public List<Route> routes() {
    String toc = "/textbooks/:id/toc";
    return List.of(
        Route.api("exportToc", HttpMethod.GET, toc, Permission.READ_CATALOGUE, this::export),
        Route.api("importToc", HttpMethod.PUT, toc, Permission.EDIT_TEXTBOOK, this::replace));
  }

  private Reply export(Call call) {
    Entry<Textbook> book = service.read(call.id("textbook"));
    byte[] file = TocFile.write(TocRow.of(book.value().chapters()));
    return Reply.whole(200, CSV + "; charset=utf-8", Buffer.buffer(file))
        .version(book.version())
        .header("Content-Disposition", "attachment; filename=\"%s.csv\"".formatted(book.id()));
  }

  private Reply replace(Call call) {
    call.allowQuery("dryRun");
    boolean dryRun = call.oneOf("dryRun", "true", "false").filter("true"::equals).isPresent();
    TocService.Outcome outcome =
        service.replace(
            call.caller(), call.id("textbook"), call.expectedVersion(), call.bytes(CSV), dryRun);
    return Reply.ok(outcome.report()).version(outcome.version());
  }
}
