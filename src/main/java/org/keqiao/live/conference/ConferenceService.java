package org.keqiao.live.conference;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Order;
import org.keqiao.live.LiveSession;
import org.keqiao.live.LiveSessions;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Rooms at the outside engine. */
public final class ConferenceService {

  /** Rooms at the outside engine. */
  public static final RecordType<Conference> TYPE =
      new RecordType<>("conference", Conference.class);

  private static final String SYSTEM = "system";
  private static final int LONGEST_RECORDING_ID = 100;

  private final Records<Conference> conferences;
  private final Around around;
  private final Optional<BigBlueButton> engine;
  private final Clock clock;

  /**
   * What else it takes.
   *
   * @param names gives the name of an account
   */
  record Around(
      LiveSessions sessions, SchoolService schools, JobService jobs, UnaryOperator<String> names) {}

  ConferenceService(
      Records<Conference> conferences, Around around, Optional<BigBlueButton> engine, Clock clock) {
    this.conferences = conferences;
    this.around = around;
    this.engine = engine;
    this.clock = clock;
  }

  private BigBlueButton requireEngine() {
    return engine.orElseThrow(() -> FaultException.conflict("conference-off"));
  }

  /** The schools of a room and the regions around them. */
  List<String> nodes(Conference conference) {
    LiveSession session = conference.session();
    return Stream.concat(Stream.of(session.lead()), session.rooms().stream())
        .flatMap(school -> around.schools().around(school).stream())
        .distinct()
        .toList();
  }

  /**
   * Makes the room of a session that the caller leads, or gives the one that there is.
   *
   * @throws FaultException not found; forbidden; conflict; unavailable
   */
  Entry<Conference> open(Caller caller, Id id) {
    LiveSession session = around.sessions().read(caller, Permission.LEAD_SESSION, id);
    if (!session.isLedBy(caller)) {
      throw FaultException.forbidden();
    }
    if (!session.open()) {
      throw FaultException.conflict("live-session-not-open");
    }
    String created = requireEngine().create(room(session));
    Conference first =
        new Conference(session, Conference.OPEN, created, clock.instant(), List.of());
    return conferences
        .createIfAbsent(id, first, caller.account())
        .orElseGet(
            () -> conferences.update(id, caller.account(), known -> known.reopened(created)));
  }

  private Map<String, String> room(LiveSession session) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("name", session.title());
    parameters.put("meetingID", session.id().value());
    parameters.put("record", "true");
    parameters.put("meta_keqiao-session", session.id().value());
    parameters.put(
        "meta_bbb-recording-ready-url", requireEngine().callback("api/v1/conference/recordings"));
    parameters.put(
        "meta_endCallbackUrl",
        requireEngine()
            .callback(
                "api/v1/conference/ended/%s/%s"
                    .formatted(session.id(), requireEngine().seal(session.id().value()))));
    return parameters;
  }

  /**
   * The room of a session.
   *
   * @throws FaultException not found
   */
  Entry<Conference> read(Caller caller, Id id) {
    around.sessions().read(caller, Permission.READ_SESSION, id);
    return conferences.read(id);
  }

  /**
   * Where the caller enters the room: who leads as a moderator, others as viewers. It is good for
   * the room that is open now, and for no later one.
   *
   * @throws FaultException not found; conflict, when there is no room that is open
   */
  URI link(Caller caller, Id id) {
    LiveSession session = around.sessions().read(caller, Permission.READ_SESSION, id);
    Conference conference = conferences.read(id).value();
    if (!session.open() || !conference.state().equals(Conference.OPEN)) {
      throw FaultException.conflict("live-session-not-open");
    }
    String name = around.names().apply(caller.account());
    String school = caller.school().flatMap(around.schools()::name).orElse("");
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("fullName", (school + " " + name).strip());
    parameters.put("meetingID", id.value());
    parameters.put("role", session.isLedBy(caller) ? "MODERATOR" : "VIEWER");
    parameters.put("createTime", conference.created());
    parameters.put("userID", caller.account());
    parameters.put("redirect", "true");
    return requireEngine().join(parameters);
  }

  /**
   * Takes the engine's notice that a recording is ready; hearing it again changes nothing.
   *
   * @param form {@code signed_parameters=JWT}
   * @throws FaultException malformed, forbidden or not found
   */
  void ready(String form) {
    BigBlueButton.Ready ready = requireEngine().ready(token(form));
    Id session = Id.of(TYPE.name(), ready.meeting());
    if (ready.recording().isEmpty() || ready.recording().length() > LONGEST_RECORDING_ID) {
      throw FaultException.malformed("malformed-request");
    }
    Conference.Recording recording =
        new Conference.Recording(
            ready.recording(), clock.instant(), Optional.empty(), Optional.empty());
    Entry<Conference> kept =
        conferences.update(
            session,
            SYSTEM,
            known -> known.recording(recording.id()).isPresent() ? known : known.with(recording));
    around
        .jobs()
        .request(
            Order.of(ConferenceWork.KIND, recording.digest(session).value())
                .named(kept.value().session().title()),
            kept.value().session().teacher());
  }

  /**
   * Takes the engine's word that a room is over; hearing it again changes nothing.
   *
   * @param seal that we gave the engine with the address
   * @throws FaultException forbidden, not found
   */
  void ended(Id session, String seal) {
    if (!requireEngine().isSealOf(session.value(), seal)) {
      throw FaultException.of(new Fault.Forbidden("conference-notice-invalid"));
    }
    conferences.update(session, SYSTEM, known -> known.in(Conference.ENDED));
  }

  private static String token(String form) {
    return Stream.of(form.split("&", -1))
        .filter(part -> part.startsWith("signed_parameters="))
        .map(part -> part.substring(part.indexOf('=') + 1))
        .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow(() -> FaultException.malformed("malformed-request"));
  }

  /** A recording, by its digest. */
  Optional<Entry<Conference>> find(String digest) {
    return Listing.all(conferences, Map.of("recordings", digest)).findFirst();
  }

  /** Notes more of a recording. */
  void note(Id session, Conference.Recording recording) {
    conferences.update(session, SYSTEM, known -> known.with(recording));
  }
}
