package org.keqiao.selection.outcome;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Objections over HTTP. */
final class ObjectionRoutes {

  private static final String OF_A_ROUND = "/rounds/:id/objections";

  private final ObjectionService service;

  ObjectionRoutes(ObjectionService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("listObjections", HttpMethod.GET, OF_A_ROUND, Permission.READ_PANEL, this::list),
        Route.api("makeObjection", HttpMethod.POST, OF_A_ROUND, Permission.READ_ROUND, this::make),
        Route.api(
            "answerObjection",
            HttpMethod.POST,
            "/objections/:id/answer",
            Permission.EDIT_ROUND,
            this::answer));
  }

  /** An objection as its maker and the organiser see it. */
  record ObjectionView(
      Id id,
      Id round,
      Id submission,
      String by,
      String reason,
      Instant at,
      Optional<Objection.Answer> answer) {

    static ObjectionView of(Entry<Objection> entry) {
      Objection value = entry.value();
      return new ObjectionView(
          entry.id(),
          value.round(),
          value.submission(),
          value.by(),
          value.reason(),
          value.at(),
          value.answer());
    }
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(), call.id("round"), filters(call), call.limit(), call.query("cursor")),
            ObjectionView::of)
        .reply(call);
  }

  private static Map<String, String> filters(Call call) {
    var _ = call.oneOf("open", "true", "false");
    return call.filters("open");
  }

  private Reply make(Call call) {
    Entry<Objection> made =
        service.make(call.caller(), call.id("round"), call.body(ObjectionService.Making.class));
    return Reply.json(201, ObjectionView.of(made)).version(made.version());
  }

  private Reply answer(Call call) {
    Entry<Objection> answered =
        service.answer(
            call.caller(),
            call.id(ObjectionService.TYPE.name()),
            call.expectedVersion(),
            call.body(ObjectionService.Answering.class));
    return Reply.ok(ObjectionView.of(answered)).version(answered.version());
  }
}
