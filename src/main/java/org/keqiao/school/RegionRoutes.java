package org.keqiao.school;

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

/** Regions over HTTP. */
final class RegionRoutes {

  private static final String ALL = "/regions";
  private static final String ONE = "/regions/:id";

  private final RegionService service;

  RegionRoutes(RegionService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("listRegions", HttpMethod.GET, ALL, Permission.READ_SCHOOLS, this::list),
        Route.api("createRegion", HttpMethod.POST, ALL, Permission.EDIT_REGION, this::create),
        Route.api("readRegion", HttpMethod.GET, ONE, Permission.READ_SCHOOLS, this::read),
        Route.api("changeRegion", HttpMethod.PATCH, ONE, Permission.EDIT_REGION, this::change),
        Route.api("deleteRegion", HttpMethod.DELETE, ONE, Permission.EDIT_REGION, this::delete));
  }

  record RegionView(Id id, String name, String level, Optional<String> parent) {

    static RegionView of(Entry<Region> region) {
      Region value = region.value();
      return new RegionView(region.id(), value.name(), value.level(), value.parent());
    }
  }

  private static Reply show(Entry<Region> region) {
    return Reply.ok(RegionView.of(region)).version(region.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(call.filters("parent", "level"), call.limit(), call.query("cursor")),
            RegionView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<Region> made = service.create(call.caller(), call.body(RegionDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), RegionView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.id("region")));
  }

  private Reply change(Call call) {
    return show(
        service.rename(call.caller(), call.id("region"), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), call.id("region"), call.expectedVersion());
    return Reply.empty();
  }
}
