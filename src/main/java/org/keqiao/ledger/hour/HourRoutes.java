package org.keqiao.ledger.hour;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Hours over HTTP. */
final class HourRoutes {

  private static final String ALL = "/hours";
  private static final String ONE = ALL + "/:id";

  private final HourService service;

  HourRoutes(HourService service) {
    this.service = service;
  }

  List<Route> routes() {
    Permission read = Permission.READ_HOURS;
    Permission confirm = Permission.CONFIRM_HOURS;
    return List.of(
        Route.api("listHours", HttpMethod.GET, ALL, read, this::list),
        Route.api("readHour", HttpMethod.GET, ONE, read, this::read),
        post("confirmHour", "/confirm", confirm, this::confirm),
        post("disputeHour", "/dispute", confirm, this::dispute),
        post("settleHour", "/settle", confirm, this::settle),
        post("decideHour", "/decide", Permission.DECIDE_HOURS, this::decide));
  }

  private static Route post(String name, String path, Permission permission, Action action) {
    return Route.api(name, HttpMethod.POST, ONE + path, permission, action);
  }

  private static Id id(Call call) {
    return call.id(HourService.TYPE.name());
  }

  private static Reply show(Entry<Hour> entry) {
    return Reply.ok(HourView.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    Page<Entry<Hour>> page =
        service.list(
            call.caller(),
            call.placed("region", "agreement", "school", "week", "state", "outcome"),
            call.limit(),
            call.query("cursor"));
    return new Page<>(page.items().stream().map(HourView::of).toList(), page.next()).reply(call);
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply confirm(Call call) {
    return show(
        service.confirm(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(HourService.Confirming.class)));
  }

  private Reply dispute(Call call) {
    return show(
        service.dispute(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(HourService.Disputing.class)));
  }

  private Reply settle(Call call) {
    return show(
        service.accept(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(HourService.Accepting.class)));
  }

  private Reply decide(Call call) {
    return show(
        service.decide(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(HourService.Deciding.class)));
  }
}
