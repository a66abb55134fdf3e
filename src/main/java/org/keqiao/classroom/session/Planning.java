package org.keqiao.classroom.session;

import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.channel.Limits;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** Makes a session of what is said of it, when all of it is so. */
record Planning(
    Records<ClassroomSession> sessions,
    SchoolService schools,
    AgreementService agreements,
    BookedClasses bookings,
    Limits limits) {

  /** A session that is to be, under the name that it is to have. */
  record Planned(Id id, ClassroomSession session) {}

  Planned plan(Caller caller, SessionDraft draft) {
    Violations violations = new Violations();
    checkId("/lesson", draft.lesson(), violations);
    checkId("/teacher", draft.teacher(), violations);
    violations.refuse();
    if (draft.booking().isPresent()) {
      return booked(caller, draft, draft.booking().get());
    }
    boolean makesUp =
        draft.makesUpFor().isPresent()
            || draft.kind().filter(kind -> kind == SessionKind.MAKE_UP).isPresent();
    return new Planned(Id.fresh(), makesUp ? makingUp(caller, draft) : adHoc(caller, draft));
  }

  private static void checkId(String pointer, Optional<String> id, Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add(pointer, "id-form"));
  }

  private static FaultException wrong(String pointer, String code, Object... arguments) {
    return FaultException.invalid(new Violations().add(pointer, code, arguments).found());
  }

  /** A booking has one session, which is called as it is. */
  private Planned booked(Caller caller, SessionDraft draft, String booking) {
    BookedClasses.Booked booked =
        Optional.of(booking)
            .filter(Id::isId)
            .flatMap(id -> bookings.find(new Id(id)))
            .filter(known -> mayBegin(caller, known.teacher(), known.lead(), known.rooms()))
            .orElseThrow(() -> wrong("/booking", "booking-not-found", booking));
    if (!booked.stands()) {
      throw FaultException.conflict("booking-cancelled", booking);
    }
    ClassroomSession session =
        joined(
            Optional.of(booking),
            booked.agreement(),
            booked.teacher(),
            booked.lesson().or(draft::lesson),
            booked.lead(),
            booked.rooms());
    return new Planned(new Id(booking), session);
  }

  private boolean mayBegin(Caller caller, String teacher, String lead, List<String> rooms) {
    return mayLead(caller, teacher, lead)
        || rooms.stream()
            .anyMatch(room -> caller.may(Permission.JOIN_SESSION, Place.at(schools.around(room))));
  }

  private boolean mayLead(Caller caller, String teacher, String lead) {
    return caller.may(Permission.LEAD_SESSION, new Place(List.of(teacher), schools.around(lead)));
  }

  private static ClassroomSession joined(
      Optional<String> booking,
      Optional<String> agreement,
      String teacher,
      Optional<String> lesson,
      String lead,
      List<String> rooms) {
    return new ClassroomSession(
        booking,
        agreement,
        Optional.empty(),
        SessionKind.JOINED,
        teacher,
        lesson,
        lead,
        rooms,
        SessionState.PLANNED,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private ClassroomSession adHoc(Caller caller, SessionDraft draft) {
    Optional<Agreement> agreement = draft.agreement().map(this::agreement);
    String lead =
        agreement
            .map(Agreement::urban)
            .or(draft::lead)
            .orElseThrow(() -> wrong("/lead", "missing"));
    List<String> rooms =
        agreement
            .map(Agreement::rural)
            .map(List::of)
            .or(draft::rooms)
            .orElseThrow(() -> wrong("/rooms", "missing"));
    checkSchools(lead, rooms);
    String teacher = draft.teacher().orElseGet(caller::account);
    boolean hers = teacher.equals(caller.account()) && caller.school().equals(Optional.of(lead));
    boolean answers = caller.may(Permission.LEAD_SESSION, Place.at(schools.around(lead)));
    if (!answers && !(hers && caller.may(Permission.LEAD_SESSION))) {
      throw FaultException.forbidden();
    }
    Optional<String> binding =
        draft
            .agreement()
            .or(() -> rooms.size() == 1 ? pair(lead, rooms.getFirst()) : all(lead, rooms));
    return joined(Optional.empty(), binding, teacher, draft.lesson(), lead, rooms);
  }

  private Agreement agreement(String id) {
    Agreement found =
        Optional.of(id)
            .filter(Id::isId)
            .flatMap(name -> agreements.find(new Id(name)))
            .orElseThrow(() -> wrong("/agreement", "agreement-not-found", id));
    if (!found.state().binds()) {
      throw FaultException.conflict("agreement-not-binding", id);
    }
    return found;
  }

  private Optional<String> pair(String lead, String room) {
    return Optional.of(
        agreements
            .binding(lead, room)
            .map(Id::value)
            .orElseThrow(() -> FaultException.conflict("schools-not-paired", lead, room)));
  }

  private Optional<String> all(String lead, List<String> rooms) {
    rooms.forEach(room -> pair(lead, room));
    return Optional.empty();
  }

  private void checkSchools(String lead, List<String> rooms) {
    Violations violations = new Violations();
    if (schools.find(lead).isEmpty()) {
      violations.add("/lead", "school-not-found", lead);
    }
    if (rooms.isEmpty()) {
      violations.add("/rooms", "missing");
    }
    if (rooms.size() > limits.rooms()) {
      violations.add("/rooms", "too-many-items", limits.rooms());
      violations.refuse();
    }
    for (int i = 0; i < rooms.size(); i++) {
      String room = rooms.get(i);
      if (schools.find(room).isEmpty()) {
        violations.add("/rooms/" + i, "school-not-found", room);
      } else if (room.equals(lead) || rooms.indexOf(room) < i) {
        violations.add("/rooms/" + i, "room-twice", room);
      }
    }
    violations.refuse();
  }

  /** The room's own teacher shows the recording of what the room missed. */
  private ClassroomSession makingUp(Caller caller, SessionDraft draft) {
    String missedId = draft.makesUpFor().orElseThrow(() -> wrong("/makesUpFor", "missing"));
    ClassroomSession missed =
        Optional.of(missedId)
            .filter(Id::isId)
            .flatMap(id -> sessions.find(new Id(id)))
            .map(Entry::value)
            .orElseThrow(() -> wrong("/makesUpFor", "classroom-session-not-found", missedId));
    String room =
        draft
            .room()
            .or(() -> caller.school().filter(missed.rooms()::contains))
            .or(
                () ->
                    missed.rooms().size() == 1
                        ? Optional.of(missed.rooms().getFirst())
                        : Optional.empty())
            .orElseThrow(() -> wrong("/room", "missing"));
    if (!missed.rooms().contains(room)) {
      throw wrong("/room", "room-unknown", room);
    }
    if (!caller.may(Permission.JOIN_SESSION, Place.at(schools.around(room)))) {
      throw FaultException.forbidden();
    }
    if (missed.state() != SessionState.ENDED || missed.kind() != SessionKind.JOINED) {
      throw FaultException.conflict("nothing-to-make-up", missedId);
    }
    return new ClassroomSession(
        Optional.empty(),
        missed.agreement(),
        Optional.of(missedId),
        SessionKind.MAKE_UP,
        draft.teacher().orElseGet(caller::account),
        draft.lesson().or(missed::lesson),
        room,
        List.of(room),
        SessionState.PLANNED,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}
