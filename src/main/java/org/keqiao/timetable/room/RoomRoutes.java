package org.keqiao.timetable.room;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Rooms over HTTP. */
public final class RoomRoutes {

  private static final String ALL = "/rooms";
  private static final String ONE = ALL + "/:id";

  private final RoomService service;

  /** Of this service. */
  public RoomRoutes(RoomService service) {
    this.service = service;
  }

  /** Whoever edits the timetable of a school keeps its rooms. */
  public List<Route> routes() {
    Permission read = Permission.READ_TIMETABLE;
    Permission edit = Permission.EDIT_TIMETABLE;
    String joined = "/agreements/:id/rooms";
    return List.of(
        Route.api("listRooms", HttpMethod.GET, ALL, read, this::list),
        Route.api("createRoom", HttpMethod.POST, ALL, edit, this::create),
        Route.api("readRoom", HttpMethod.GET, ONE, read, this::read),
        Route.api("changeRoom", HttpMethod.PATCH, ONE, edit, this::change),
        Route.api("deleteRoom", HttpMethod.DELETE, ONE, edit, this::delete),
        Route.api("listAgreementRooms", HttpMethod.GET, joined, read, this::ofAgreement));
  }

  record RoomView(Id id, @JsonUnwrapped Room room) {

    static RoomView of(Entry<Room> entry) {
      return new RoomView(entry.id(), entry.value());
    }
  }

  record RoomsView(List<RoomView> items) {}

  private static Reply show(Entry<Room> entry) {
    return Reply.ok(RoomView.of(entry)).version(entry.version());
  }

  private static Id id(Call call) {
    return call.id(RoomService.TYPE.name());
  }

  private Reply list(Call call) {
    var _ = call.oneOf("joins", "true", "false");
    return Page.of(
            service.list(
                call.caller(),
                call.placed("region", "school", "kind", "joins"),
                call.limit(),
                call.query("cursor")),
            RoomView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<Room> made = service.create(call.caller(), call.body(RoomDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), RoomView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply change(Call call) {
    return show(service.change(call.caller(), id(call), call.expectedVersion(), call.patch()));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), id(call), call.expectedVersion());
    return Reply.empty();
  }

  private Reply ofAgreement(Call call) {
    return Reply.ok(
        new RoomsView(
            service.ofAgreement(call.caller(), call.id("agreement")).stream()
                .map(RoomView::of)
                .toList()));
  }
}
