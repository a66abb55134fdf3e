package org.keqiao.catalogue;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Taxonomy and textbooks over HTTP. */
public final class TextbookRoutes {

  private final TextbookService service;

  /** Over this service. */
  public TextbookRoutes(TextbookService service) {
    this.service = service;
  }

  /** Reading only. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "readTaxonomy", HttpMethod.GET, "/taxonomy", Permission.READ_CATALOGUE, this::taxonomy),
        Route.api(
            "listTextbooks",
            HttpMethod.GET,
            "/textbooks",
            Permission.READ_CATALOGUE,
            this::textbooks),
        Route.api(
            "readTextbookTree",
            HttpMethod.GET,
            "/textbooks/:id/tree",
            Permission.READ_CATALOGUE,
            this::tree));
  }

  record TextbookView(
      Id id,
      String title,
      String stage,
      String subject,
      String edition,
      String grade,
      String volume) {

    static TextbookView of(Entry<Textbook> textbook) {
      Textbook value = textbook.value();
      return new TextbookView(
          textbook.id(),
          value.title(),
          value.stage(),
          value.subject(),
          value.edition(),
          value.grade(),
          value.volume());
    }
  }

  record TreeView(
      Id id,
      String title,
      String stage,
      String subject,
      String edition,
      String grade,
      String volume,
      List<Chapter> chapters) {}

  private Reply taxonomy(Call call) {
    Entry<Taxonomy> taxonomy = service.taxonomy();
    return Reply.ok(taxonomy.value()).version(taxonomy.version());
  }

  private Reply textbooks(Call call) {
    return Page.of(
            service.list(
                call.filters("stage", "subject", "edition", "grade", "volume"),
                call.limit(),
                call.query("cursor")),
            TextbookView::of)
        .reply(call);
  }

  private Reply tree(Call call) {
    Entry<Textbook> textbook = service.read(call.id("textbook"));
    Textbook value = textbook.value();
    return Reply.ok(
            new TreeView(
                textbook.id(),
                value.title(),
                value.stage(),
                value.subject(),
                value.edition(),
                value.grade(),
                value.volume(),
                value.chapters()))
        .version(textbook.version());
  }
}
