package org.keqiao.timetable.free;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;

/** Free times over HTTP. */
public final class FreeRoutes {

  private static final String USUAL_MINUTES = "40";

  private final FreeService service;

  /** Of this service. */
  public FreeRoutes(FreeService service) {
    this.service = service;
  }

  /** Reading only. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "listFreeTimes",
            HttpMethod.GET,
            "/timetable/free",
            Permission.READ_TIMETABLE,
            this::find));
  }

  record FreeView(List<FreeTime> items) {}

  private Reply find(Call call) {
    call.allowQuery("schools", "teacher", "minutes", "from", "to", "limit");
    FreeService.Asked asked =
        new FreeService.Asked(
            call.query("schools").map(text -> List.of(text.split(",", -1))).orElse(List.of()),
            call.query("teacher"),
            minutes(call),
            call.day("from"),
            call.day("to"));
    return Reply.ok(new FreeView(service.find(call.caller(), asked, call.limit())));
  }

  private static int minutes(Call call) {
    try {
      return Integer.parseInt(call.query("minutes").orElse(USUAL_MINUTES));
    } catch (NumberFormatException notNumber) {
      throw FaultException.invalid(List.of(Violation.of("minutes", "number-range", 1, 240)));
    }
  }
}
