package org.keqiao.classroom.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.keqiao.classroom.channel.Facts;
import org.keqiao.classroom.channel.HeldSessions;
import org.keqiao.classroom.channel.Outcome;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Json;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Sessions; those of schools beyond a caller's reach do not exist for her. */
public final class SessionService implements Outcome {

  /** Sessions; what accounts sign in for is called a session too. */
  public static final RecordType<ClassroomSession> TYPE =
      new RecordType<>("classroom-session", ClassroomSession.class);

  /** Who took part; called as the session is. */
  public static final RecordType<Attendance> ATTENDANCE =
      new RecordType<>("attendance", Attendance.class);

  private static final String SYSTEM = "system";
  private static final int MOST_POINTS = 100;
  private static final int LONGEST_NOTE = 500;
  private static final long LONGEST_FILM = 86_400;

  private final Records<ClassroomSession> sessions;
  private final Records<Attendance> attendances;
  private final SchoolService schools;
  private final Planning planning;
  private final Clock clock;

  SessionService(
      Records<ClassroomSession> sessions,
      Records<Attendance> attendances,
      SchoolService schools,
      Planning planning,
      Clock clock) {
    this.sessions = sessions;
    this.attendances = attendances;
    this.schools = schools;
    this.planning = planning;
    this.clock = clock;
  }

  /** Where to stop. */
  record Points(Optional<List<PausePoint>> pausePoints) {}

  /** A session that was made, or that was there. */
  record Made(Entry<ClassroomSession> session, boolean fresh) {}

  /** The schools of a session and the regions around them. */
  List<String> nodes(ClassroomSession session) {
    return Stream.concat(Stream.of(session.lead()), session.rooms().stream())
        .flatMap(school -> schools.around(school).stream())
        .distinct()
        .toList();
  }

  /** Where the end that leads belongs. */
  Place leadPlace(ClassroomSession session) {
    return new Place(List.of(session.teacher()), schools.around(session.lead()));
  }

  /** A session that the caller may know of. */
  public Entry<ClassroomSession> read(Caller caller, Id id) {
    Entry<ClassroomSession> found = sessions.read(id);
    ClassroomSession session = found.value();
    caller.require(
        Permission.READ_SESSION,
        new Place(List.of(session.teacher()), nodes(session)),
        TYPE.name(),
        id.value());
    return found;
  }

  private Entry<ClassroomSession> led(Caller caller, Id id) {
    Entry<ClassroomSession> found = sessions.read(id);
    caller.require(Permission.LEAD_SESSION, leadPlace(found.value()), TYPE.name(), id.value());
    return found;
  }

  Listing<ClassroomSession> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        sessions,
        filters,
        caller.reach(Permission.READ_SESSION).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Plans a session; a booking has one at most, whoever asks for it first.
   *
   * @throws FaultException invalid; forbidden; conflict, when the schools are not paired
   */
  Made create(Caller caller, SessionDraft draft) {
    Planning.Planned planned = planning.plan(caller, draft);
    return sessions
        .createIfAbsent(planned.id(), planned.session(), caller.account())
        .map(made -> new Made(made, true))
        .orElseGet(() -> new Made(read(caller, planned.id()), false));
  }

  /** Says where the film is to be stopped. */
  Entry<ClassroomSession> prepare(Caller caller, Id id, long version, Points points) {
    led(caller, id);
    List<PausePoint> all = points.pausePoints().orElse(List.of());
    Violations violations = new Violations();
    if (points.pausePoints().isEmpty()) {
      violations.add("/pausePoints", "missing");
    } else if (all.size() > MOST_POINTS) {
      violations.add("/pausePoints", "too-many-items", MOST_POINTS);
    } else {
      for (int i = 0; i < all.size(); i++) {
        check("/pausePoints/" + i, all.get(i), violations);
      }
    }
    violations.refuse();
    List<PausePoint> ordered =
        all.stream().sorted(Comparator.comparingDouble(PausePoint::position)).toList();
    return sessions.update(
        id, OptionalLong.of(version), caller.account(), session -> session.prepared(ordered));
  }

  @SuppressWarnings("ConstantValue")
  private static void check(String pointer, PausePoint point, Violations violations) {
    violations.number(pointer + "/position", Optional.of(point.position()), 0, LONGEST_FILM);
    violations.text(pointer + "/note", point.note() == null ? "" : point.note(), 1, LONGEST_NOTE);
  }

  /** Ends a session; one that is over stays as it is. */
  Entry<ClassroomSession> end(Caller caller, Id id, HeldSessions held) {
    Entry<ClassroomSession> found = led(caller, id);
    if (found.value().state() == SessionState.ENDED) {
      return found;
    }
    ended(id, held.end(id, caller.account()));
    return sessions.read(id);
  }

  /** Who took part, as far as is known now. */
  Attendance attendance(Caller caller, Id id, HeldSessions held) {
    ClassroomSession session = read(caller, id).value();
    return attendances
        .find(id)
        .map(Entry::value)
        .orElseGet(
            () ->
                Attendance.of(
                    id.value(),
                    session,
                    session.state() == SessionState.PLANNED
                        ? ClassState.first(session.lesson())
                        : held.state(id),
                    clock.millis()));
  }

  /** What the channel must know of a session. */
  public Facts facts(Id id) {
    Entry<ClassroomSession> entry = sessions.read(id);
    ClassroomSession session = entry.value();
    Map<String, String> names = new HashMap<>();
    Stream.concat(Stream.of(session.lead()), session.rooms().stream())
        .forEach(school -> names.put(school, schools.name(school).orElse(school)));
    return new Facts(
        id,
        session.lesson(),
        session.kind() == SessionKind.MAKE_UP,
        session.rooms(),
        names,
        Json.STORED.valueToTree(SessionView.of(entry)));
  }

  @Override
  public void opened(Id session) {
    Instant now = clock.instant();
    var _ = sessions.update(session, SYSTEM, known -> known.openedAt(now));
  }

  /** What is over has its attendance. */
  @Override
  public void ended(Id id, ClassState last) {
    if (!last.ended()) {
      throw FaultException.unavailable("session-unsettled", null);
    }
    ClassroomSession session = sessions.read(id).value();
    if (session.state() != SessionState.ENDED) {
      var _ =
          attendances.createIfAbsent(
              id, Attendance.of(id.value(), session, last, last.at()), SYSTEM);
      var _ = sessions.update(id, SYSTEM, known -> known.endedAt(Instant.ofEpochMilli(last.at())));
    }
  }

  /** Ends what was opened so long ago that somebody has forgotten to. */
  void endForgotten(Duration longest, HeldSessions held) {
    Instant before = clock.instant().minus(longest);
    Listing.all(sessions, Map.of("state", SessionState.OPEN.label()))
        .filter(entry -> entry.value().opened().filter(before::isAfter).isPresent())
        .toList()
        .forEach(entry -> ended(entry.id(), held.end(entry.id(), SYSTEM)));
  }

  /** Sessions that were held under an agreement, with who took part. */
  public Stream<Attendance> attendanceUnder(String agreement) {
    return Listing.all(sessions, Map.of("agreement", agreement))
        .flatMap(entry -> attendances.find(entry.id()).stream())
        .map(Entry::value);
  }
}
