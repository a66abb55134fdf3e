package org.keqiao.pairing;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Regions and schools over HTTP. */
public final class SchoolRoutes {

  private final SchoolService service;

  /** Over this service. */
  public SchoolRoutes(SchoolService service) {
    this.service = service;
  }

  /** Reading only; the roster is imported elsewhere. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "listRegions", HttpMethod.GET, "/regions", Permission.READ_SCHOOLS, this::regions),
        Route.api(
            "listSchools", HttpMethod.GET, "/schools", Permission.READ_SCHOOLS, this::schools),
        Route.api(
            "readSchool", HttpMethod.GET, "/schools/:id", Permission.READ_SCHOOLS, this::school));
  }

  record RegionView(Id id, String name, String level, Optional<String> parent) {

    static RegionView of(Entry<Region> region) {
      Region value = region.value();
      return new RegionView(region.id(), value.name(), value.level(), value.parent());
    }
  }

  record SchoolView(
      Id id,
      String name,
      String region,
      String kind,
      List<String> stages,
      int pupils,
      int lineKbps) {

    static SchoolView of(Entry<School> school) {
      School value = school.value();
      return new SchoolView(
          school.id(),
          value.name(),
          value.region(),
          value.kind(),
          value.stages(),
          value.pupils(),
          value.lineKbps());
    }
  }

  private Reply regions(Call call) {
    return Page.of(
            service.regions(call.filters("parent", "level"), call.limit(), call.query("cursor")),
            RegionView::of)
        .reply(call);
  }

  private Reply schools(Call call) {
    return Page.of(
            service.schools(call.filters("region", "kind"), call.limit(), call.query("cursor")),
            SchoolView::of)
        .reply(call);
  }

  private Reply school(Call call) {
    Entry<School> school = service.read(call.id("school"));
    return Reply.ok(SchoolView.of(school)).version(school.version());
  }
}
