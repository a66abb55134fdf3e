package org.keqiao.classroom.session;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.keqiao.classroom.channel.HeldSessions;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Sessions over HTTP. */
final class SessionRoutes {

  private static final String ALL = "/sessions";
  private static final String ONE = ALL + "/:id";
  private static final String PREPARATION = ONE + "/preparation";
  private static final String PRIVATE = "private, no-store";

  private final SessionService service;
  private final PreparationService preparations;
  private final SessionEvents events;
  private final HeldSessions held;

  SessionRoutes(
      SessionService service,
      PreparationService preparations,
      SessionEvents events,
      HeldSessions held) {
    this.service = service;
    this.preparations = preparations;
    this.events = events;
    this.held = held;
  }

  List<Route> routes() {
    Permission read = Permission.READ_SESSION;
    Permission lead = Permission.LEAD_SESSION;
    return List.of(
        Route.api("listSessions", HttpMethod.GET, ALL, read, this::list),
        Route.api("createSession", HttpMethod.POST, ALL, Permission.JOIN_SESSION, this::create),
        Route.api("readSession", HttpMethod.GET, ONE, read, this::read),
        Route.api("endSession", HttpMethod.POST, ONE + "/end", lead, this::end),
        Route.api("listSessionEvents", HttpMethod.GET, ONE + "/events", read, this::events),
        Route.api(
            "readSessionAttendance", HttpMethod.GET, ONE + "/attendance", read, this::attendance),
        Route.api("readPreparation", HttpMethod.GET, PREPARATION, read, this::preparation),
        Route.api("putPreparation", HttpMethod.PUT, PREPARATION, lead, this::prepare));
  }

  private static Id id(Call call) {
    return call.id(SessionService.TYPE.name());
  }

  private static Reply show(Entry<ClassroomSession> entry) {
    return Reply.ok(SessionView.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(),
                call.placed(
                    "region",
                    "school",
                    "state",
                    "kind",
                    "teacher",
                    "agreement",
                    "booking",
                    "makesUpFor"),
                call.limit(),
                call.query("cursor")),
            SessionView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    SessionService.Made made = service.create(call.caller(), call.body(SessionDraft.class));
    return made.fresh()
        ? Reply.created(Route.API + ALL + "/" + made.session().id(), SessionView.of(made.session()))
            .version(made.session().version())
        : show(made.session());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply end(Call call) {
    return show(service.end(call.caller(), id(call), held));
  }

  private Reply events(Call call) {
    call.allowQuery("limit", "cursor");
    Id session = service.read(call.caller(), id(call)).id();
    SessionEvents.Events page = events.page(session, call.limit(), call.query("cursor"));
    return Page.linked(call, Reply.ok(page), page.next()).header("Cache-Control", PRIVATE);
  }

  private Reply attendance(Call call) {
    return Reply.ok(service.attendance(call.caller(), id(call), held))
        .header("Cache-Control", PRIVATE);
  }

  private Reply preparation(Call call) {
    Entry<ClassroomSession> session = service.read(call.caller(), id(call));
    return Reply.ok(preparations.of(call.caller(), session)).header("Cache-Control", PRIVATE);
  }

  private Reply prepare(Call call) {
    Entry<ClassroomSession> now =
        service.prepare(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(SessionService.Points.class));
    return show(now);
  }
}
