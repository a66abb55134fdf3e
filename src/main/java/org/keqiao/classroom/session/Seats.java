package org.keqiao.classroom.session;

import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.channel.Seating;
import org.keqiao.classroom.event.Seat;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Id;

/**
 * Who may take which seat of a session: the teacher leads, and each school sits in its own room.
 */
record Seats(SessionService sessions, SchoolService schools) implements Seating {

  @Override
  public void requireKnown(Caller caller, Id id) {
    var _ = sessions.read(caller, id);
  }

  @Override
  public Optional<String> seat(Caller caller, Id id, Seat seat, Optional<String> named) {
    ClassroomSession session = sessions.read(caller, id).value();
    if (session.state() == SessionState.ENDED) {
      throw FaultException.conflict("classroom-session-over");
    }
    return switch (seat) {
      case LEAD -> lead(caller, session);
      case ROOM, ASSISTANT -> Optional.of(room(caller, session, named));
      case OBSERVER -> Optional.empty();
    };
  }

  private Optional<String> lead(Caller caller, ClassroomSession session) {
    if (!caller.may(Permission.LEAD_SESSION, sessions.leadPlace(session))) {
      throw FaultException.forbidden();
    }
    return Optional.of(session.lead());
  }

  private String room(Caller caller, ClassroomSession session, Optional<String> named) {
    String school =
        named
            .or(() -> caller.school().filter(session.rooms()::contains))
            .orElseThrow(() -> FaultException.invalid(List.of(Violation.of("school", "missing"))));
    if (!session.rooms().contains(school)
        || !caller.may(Permission.JOIN_SESSION, Place.at(schools.around(school)))) {
      throw FaultException.forbidden();
    }
    return school;
  }
}
