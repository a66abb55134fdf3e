package org.keqiao.school;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Schools over HTTP. */
final class SchoolRoutes {

  private static final String ALL = "/schools";
  private static final String ONE = "/schools/:id";

  private final SchoolService service;

  SchoolRoutes(SchoolService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("listSchools", HttpMethod.GET, ALL, Permission.READ_SCHOOLS, this::list),
        Route.api("createSchool", HttpMethod.POST, ALL, Permission.EDIT_SCHOOL, this::create),
        Route.api("readSchool", HttpMethod.GET, ONE, Permission.READ_SCHOOLS, this::read),
        Route.api("changeSchool", HttpMethod.PATCH, ONE, Permission.EDIT_SCHOOL, this::change),
        Route.api("deleteSchool", HttpMethod.DELETE, ONE, Permission.EDIT_SCHOOL, this::delete));
  }

  record SchoolView(
      Id id,
      String name,
      String region,
      String kind,
      Optional<String> areaCode,
      List<String> stages,
      int pupils,
      int lineKbps,
      Map<String, Integer> rooms,
      Map<String, Integer> equipment) {

    static SchoolView of(Entry<School> school) {
      School value = school.value();
      return new SchoolView(
          school.id(),
          value.name(),
          value.region(),
          value.kind(),
          value.areaCode(),
          value.stages(),
          value.pupils(),
          value.lineKbps(),
          new TreeMap<>(value.rooms()),
          new TreeMap<>(value.equipment()));
    }
  }

  private static Reply show(Entry<School> school) {
    return Reply.ok(SchoolView.of(school)).version(school.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.placed("region", "kind", "stage"), call.limit(), call.query("cursor")),
            SchoolView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<School> made = service.create(call.caller(), call.body(SchoolDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), SchoolView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.id("school")));
  }

  private Reply change(Call call) {
    return show(
        service.change(call.caller(), call.id("school"), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), call.id("school"), call.expectedVersion());
    return Reply.empty();
  }
}
