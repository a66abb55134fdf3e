package org.keqiao.selection.round;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Rounds over HTTP. */
final class RoundRoutes {

  private static final String ALL = "/rounds";
  private static final String ONE = ALL + "/:id";

  private final RoundService service;

  RoundRoutes(RoundService service) {
    this.service = service;
  }

  List<Route> routes() {
    Permission read = Permission.READ_ROUND;
    Permission edit = Permission.EDIT_ROUND;
    return List.of(
        Route.api("listRounds", HttpMethod.GET, ALL, read, this::list),
        Route.api("createRound", HttpMethod.POST, ALL, edit, this::create),
        Route.api("readRound", HttpMethod.GET, ONE, read, this::read),
        Route.api("changeRound", HttpMethod.PATCH, ONE, edit, this::change));
  }

  private static Id id(Call call) {
    return call.id(RoundService.TYPE.name());
  }

  private static Reply show(Entry<Round> entry) {
    return Reply.ok(RoundView.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.placed("region", "state", "level"), call.limit(), call.query("cursor")),
            RoundView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<Round> made = service.create(call.caller(), call.body(RoundDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), RoundView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(id(call)));
  }

  private Reply change(Call call) {
    return show(service.change(call.caller(), id(call), call.expectedVersion(), call.patch()));
  }
}
