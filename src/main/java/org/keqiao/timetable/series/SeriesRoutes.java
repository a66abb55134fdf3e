package org.keqiao.timetable.series;

import io.vertx.core.http.HttpMethod;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Id;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.booking.BookingView;

/** Series over HTTP. */
public final class SeriesRoutes {

  private final SeriesService service;
  private final BellsService bells;

  /** Of this service. */
  public SeriesRoutes(SeriesService service, BellsService bells) {
    this.service = service;
    this.bells = bells;
  }

  /** Booking only: each booking of a series is read and changed for itself. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "bookSeries",
            HttpMethod.POST,
            "/booking-series",
            Permission.BOOK_CLASSROOM,
            this::book));
  }

  record LeftView(
      LocalDate date,
      String code,
      String message,
      Optional<Object> conflicts,
      Optional<Object> nearest) {

    static LeftView of(Series.Left left, Call call) {
      return new LeftView(
          left.date(),
          left.code(),
          call.sentence(left.code(), left.arguments().toArray()),
          Optional.ofNullable(left.members().get("conflicts")),
          Optional.ofNullable(left.members().get("nearest")));
    }
  }

  record SeriesView(Id id, List<BookingView> booked, List<LeftView> left) {}

  private Reply book(Call call) {
    Series series = service.book(call.caller(), call.body(SeriesDraft.class));
    return Reply.created(
        Route.API + "/bookings?series=" + series.id(),
        new SeriesView(
            series.id(),
            series.booked().stream().map(each -> BookingView.of(each, bells)).toList(),
            series.left().stream().map(each -> LeftView.of(each, call)).toList()));
  }
}
