package org.keqiao.pairing.statement;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Locale;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Needs or offers over HTTP. */
final class StatementRoutes<T extends Statement, D extends StatementDraft<T>> {

  private final StatementService<T, D> service;
  private final String what;
  private final String all;

  StatementRoutes(StatementService<T, D> service) {
    this.service = service;
    this.what = service.kind().type().name();
    this.all = "/" + what + "s";
  }

  List<Route> routes() {
    String one = all + "/:id";
    String name = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    Permission read = Permission.READ_NEED;
    Permission edit = Permission.EDIT_NEED;
    return List.of(
        Route.api("list" + name + "s", HttpMethod.GET, all, read, this::list),
        Route.api("create" + name, HttpMethod.POST, all, edit, this::create),
        Route.api("read" + name, HttpMethod.GET, one, read, this::read),
        Route.api("change" + name, HttpMethod.PATCH, one, edit, this::change),
        Route.api("delete" + name, HttpMethod.DELETE, one, edit, this::delete));
  }

  record View<T>(Id id, @JsonUnwrapped T value) {

    static <T> View<T> of(Entry<T> entry) {
      return new View<>(entry.id(), entry.value());
    }
  }

  private static <T> Reply show(Entry<T> entry) {
    return Reply.ok(View.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(),
                call.placed("region", "school", "subject", "grade"),
                call.limit(),
                call.query("cursor")),
            View::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<T> made = service.create(call.caller(), call.body(service.kind().draft()));
    return Reply.created(Route.API + all + "/" + made.id(), View.of(made)).version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), call.id(what)));
  }

  private Reply change(Call call) {
    return show(service.change(call.caller(), call.id(what), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), call.id(what), call.expectedVersion());
    return Reply.empty();
  }
}
