package org.keqiao.classroom.channel;

import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.event.Seat;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Id;

/** The channel of a session over HTTP. */
public final class ChannelRoutes {

  private final HeldSessions sessions;
  private final Seating seating;

  /** Opens channels for those whom {@code seating} lets in. */
  public ChannelRoutes(HeldSessions sessions, Seating seating) {
    this.sessions = sessions;
    this.seating = seating;
  }

  /** One route. */
  public List<Route> routes() {
    return List.of(
        Route.channel(
            "openSessionChannel", "/sessions/:id/channel", Permission.READ_SESSION, this::open));
  }

  private Reply open(Call call) {
    Id session = call.id("classroom-session");
    seating.requireKnown(call.caller(), session);
    Optional<String> named = call.oneOf("seat", "lead", "room", "assistant", "observer");
    Seat seat = named.flatMap(Seat::of).orElseThrow(() -> wrong("seat", "missing"));
    Optional<String> school = seating.seat(call.caller(), session, seat, call.query("school"));
    MemberTalk.Seated seated = new MemberTalk.Seated(call.caller().account(), seat, school);
    return Reply.channel(new MemberTalk(sessions, session, seated, seen(call), call::sentence));
  }

  private static FaultException wrong(String name, String code) {
    return FaultException.invalid(List.of(Violation.of(name, code)));
  }

  private static Optional<Long> seen(Call call) {
    try {
      return call.query("seen").map(Long::parseLong);
    } catch (NumberFormatException foreign) {
      throw wrong("seen", "wrong-type");
    }
  }
}
