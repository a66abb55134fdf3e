package org.keqiao.timetable.booking;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.bells.BellsService;

/** Bookings over HTTP. */
public final class BookingRoutes {

  private static final String ALL = "/bookings";
  private static final String ONE = ALL + "/:id";

  private final BookingService service;
  private final BellsService bells;

  /** Of this service. */
  public BookingRoutes(BookingService service, BellsService bells) {
    this.service = service;
    this.bells = bells;
  }

  /** Whoever books for one of the two schools changes what is booked. */
  public List<Route> routes() {
    Permission read = Permission.READ_TIMETABLE;
    Permission book = Permission.BOOK_CLASSROOM;
    return List.of(
        Route.api("listBookings", HttpMethod.GET, ALL, read, this::list),
        Route.api("bookClassroom", HttpMethod.POST, ALL, book, this::book),
        Route.api("readBooking", HttpMethod.GET, ONE, read, this::read),
        Route.api("moveBooking", HttpMethod.PATCH, ONE, book, this::move),
        Route.api("cancelBooking", HttpMethod.DELETE, ONE, book, this::cancel),
        Route.api("stopBooking", HttpMethod.POST, ONE + "/stop", book, this::stop));
  }

  private BookingView view(Entry<Booking> entry) {
    return BookingView.of(entry, bells);
  }

  private Reply show(Entry<Booking> entry) {
    return Reply.ok(view(entry)).version(entry.version());
  }

  private static Id id(Call call) {
    return call.id(BookingService.TYPE.name());
  }

  private Reply list(Call call) {
    Map<String, String> filters =
        call.placed("region", "school", "teacher", "agreement", "series", "state", "from", "to");
    filters.keySet().removeAll(Set.of("from", "to"));
    var _ = call.oneOf("state", "booked", "cancelled", "ended");
    Page<Entry<Booking>> page =
        service.list(
            call.caller(),
            filters,
            call.day("from"),
            call.day("to"),
            call.limit(),
            call.query("cursor"));
    return new Page<>(page.items().stream().map(this::view).toList(), page.next()).reply(call);
  }

  private Reply book(Call call) {
    Entry<Booking> made =
        service.book(call.caller(), call.body(BookingDraft.class), Optional.empty());
    return Reply.created(Route.API + ALL + "/" + made.id(), view(made)).version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply move(Call call) {
    return show(service.move(call.caller(), id(call), call.expectedVersion(), call.patch()));
  }

  private Reply cancel(Call call) {
    boolean rest = call.oneOf("rest", "true", "false").filter("true"::equals).isPresent();
    service.cancel(call.caller(), id(call), call.expectedVersion(), call.query("reason"), rest);
    return Reply.empty();
  }

  private Reply stop(Call call) {
    return show(service.stop(call.caller(), id(call), call.expectedVersion()));
  }
}
