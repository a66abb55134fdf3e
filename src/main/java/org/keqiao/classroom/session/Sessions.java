package org.keqiao.classroom.session;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.LessonService;
import org.keqiao.classroom.channel.ChannelRoutes;
import org.keqiao.classroom.channel.HeldSessions;
import org.keqiao.classroom.channel.Limits;
import org.keqiao.classroom.channel.SessionLog;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Route;
import org.keqiao.ingest.MediaService;
import org.keqiao.pairing.PairingStores;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final Duration TICK = Duration.ofMinutes(1);

  private final Records<ClassroomSession> sessions;
  private final Records<Attendance> attendances;
  private final SessionService service;
  private final Sources sources;

  /**
   * What sessions are made of.
   *
   * @param bookings the timetable
   * @param urls addresses of what is to be printed
   */
  public record Sources(
      SchoolService schools,
      AgreementService agreements,
      BookedClasses bookings,
      LessonService lessons,
      MediaService media,
      MediaUrls urls) {}

  /** Puts the parts together over the two stores. */
  public Sessions(PairingStores stores, Sources sources, Limits limits, Clock clock) {
    this.sources = sources;
    this.sessions = stores.records(SessionService.TYPE, this::card);
    this.attendances = stores.records(SessionService.ATTENDANCE, this::attendanceCard);
    Planning planning =
        new Planning(sessions, sources.schools(), sources.agreements(), sources.bookings(), limits);
    this.service = new SessionService(sessions, attendances, sources.schools(), planning, clock);
    sources.schools().join(sessions);
    sources.schools().join(attendances);
  }

  private Map<String, Object> card(Entry<ClassroomSession> entry) {
    ClassroomSession session = entry.value();
    Map<String, Object> card = new HashMap<>();
    card.put("school", Stream.concat(Stream.of(session.lead()), session.rooms().stream()).toList());
    card.put("state", session.state().label());
    card.put("kind", session.kind().label());
    card.put("teacher", session.teacher());
    card.put("places", service.nodes(session));
    session.agreement().ifPresent(id -> card.put("agreement", id));
    session.booking().ifPresent(id -> card.put("booking", id));
    session.makesUpFor().ifPresent(id -> card.put("makesUpFor", id));
    return card;
  }

  private List<String> schools(Attendance attendance) {
    return Stream.concat(
            Stream.of(attendance.leadSchool()),
            attendance.schools().stream().map(Attendance.OfSchool::school))
        .distinct()
        .toList();
  }

  private List<String> nodes(Attendance attendance) {
    return schools(attendance).stream()
        .flatMap(school -> sources.schools().around(school).stream())
        .distinct()
        .toList();
  }

  private Map<String, Object> attendanceCard(Entry<Attendance> entry) {
    Attendance attendance = entry.value();
    Map<String, Object> card = new HashMap<>();
    card.put("school", schools(attendance));
    card.put("places", nodes(attendance));
    attendance.agreement().ifPresent(id -> card.put("agreement", id));
    return card;
  }

  /** What can be done with sessions. */
  public SessionService service() {
    return service;
  }

  /** Tells of every agreement of which a session is held to its end here from now on. */
  public void whenHeld(Consumer<String> told) {
    attendances.listen(
        (id, before, after) ->
            after.flatMap(Attendance::agreement).ifPresent(told));
  }

  /** Sessions over HTTP, and their channel. */
  public List<Route> routes(HeldSessions held, SessionLog log) {
    PreparationService preparations =
        new PreparationService(sources.lessons(), sources.media(), sources.urls());
    return Stream.of(
            new SessionRoutes(service, preparations, new SessionEvents(log), held).routes(),
            new ChannelRoutes(held, new Seats(service, sources.schools())).routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Stream.of(Reconcile.of(sessions), Reconcile.of(attendances))
        .flatMap(each -> each.<Reconcile<?>>map(known -> known).stream());
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(SessionService.TYPE.name(), sessions, (id, session) -> service.nodes(session)),
        Audited.open(
            SessionService.ATTENDANCE.name(), attendances, (id, attendance) -> nodes(attendance)));
  }

  /** Ends from now on what somebody has forgotten to end, until it is closed. */
  public Repeating endForgotten(Duration longest, HeldSessions held) {
    return new Repeating("sessions")
        .later(
            TICK,
            () -> {
              try {
                service.endForgotten(longest, held);
              } catch (RuntimeException away) {
                LOG.warn("sessions cannot be looked through now: {}", away.getMessage());
              }
            });
  }
}
