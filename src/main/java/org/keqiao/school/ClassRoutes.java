package org.keqiao.school;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Classes over HTTP. */
final class ClassRoutes {

  private static final String ALL = "/classes";
  private static final String ONE = "/classes/:id";

  private final ClassService service;

  ClassRoutes(ClassService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("listClasses", HttpMethod.GET, ALL, Permission.READ_CLASS, this::list),
        Route.api("createClass", HttpMethod.POST, ALL, Permission.EDIT_CLASS, this::create),
        Route.api("readClass", HttpMethod.GET, ONE, Permission.READ_CLASS, this::read),
        Route.api("changeClass", HttpMethod.PATCH, ONE, Permission.EDIT_CLASS, this::change),
        Route.api("deleteClass", HttpMethod.DELETE, ONE, Permission.EDIT_CLASS, this::delete));
  }

  record ClassView(Id id, String school, String grade, int entryYear, int number, int pupils) {

    static ClassView of(Entry<SchoolClass> entry) {
      SchoolClass value = entry.value();
      return new ClassView(
          entry.id(),
          value.school(),
          value.grade(),
          value.entryYear(),
          value.number(),
          value.pupils());
    }
  }

  private static Reply show(Entry<SchoolClass> entry) {
    return Reply.ok(ClassView.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(),
                call.placed("region", "school", "grade"),
                call.limit(),
                call.query("cursor")),
            ClassView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<SchoolClass> made = service.create(call.caller(), call.body(ClassDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), ClassView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), call.id("class")));
  }

  private Reply change(Call call) {
    return show(
        service.change(call.caller(), call.id("class"), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), call.id("class"), call.expectedVersion());
    return Reply.empty();
  }
}
