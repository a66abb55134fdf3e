package org.keqiao.live.broadcast;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
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

/** Broadcasts: begun, kept alive, ended, and handed on to become lessons. */
public final class BroadcastService {

  /** Broadcasts. */
  public static final RecordType<Broadcast> TYPE = new RecordType<>("broadcast", Broadcast.class);

  private static final String SYSTEM = "system";
  private static final int MOST_OF_A_SESSION = 100;

  private final Records<Broadcast> broadcasts;
  private final Around around;
  private final BroadcastSettings settings;
  private final Clock clock;

  /** What else it takes. */
  record Around(LiveSessions sessions, SchoolService schools, JobService jobs) {}

  BroadcastService(
      Records<Broadcast> broadcasts, Around around, BroadcastSettings settings, Clock clock) {
    this.broadcasts = broadcasts;
    this.around = around;
    this.settings = settings;
    this.clock = clock;
  }

  /** The id of a broadcast: a digest, because jobs are named after digests. */
  static Id id(Id session, int number) {
    return new Id(DigestUtils.sha256Hex(session + "/" + number));
  }

  /** The schools of a broadcast and the regions around them. */
  List<String> nodes(Broadcast broadcast) {
    return broadcast
        .schools()
        .flatMap(school -> around.schools().around(school).stream())
        .distinct()
        .toList();
  }

  /** A session that the caller may see. */
  LiveSession session(Caller caller, Id session) {
    return around.sessions().read(caller, Permission.READ_SESSION, session);
  }

  /** A session whose broadcast the caller may watch. */
  LiveSession watched(Caller caller, Id session) {
    return requireOpen(around.sessions().read(caller, Permission.READ_SESSION, session));
  }

  /** A session that the caller leads. */
  LiveSession led(Caller caller, Id session) {
    LiveSession found = around.sessions().read(caller, Permission.LEAD_SESSION, session);
    if (!found.isLedBy(caller)) {
      throw FaultException.forbidden();
    }
    return found;
  }

  /** The same, while it is open. */
  LiveSession leads(Caller caller, Id session) {
    return requireOpen(led(caller, session));
  }

  private static LiveSession requireOpen(LiveSession session) {
    if (!session.open()) {
      throw FaultException.conflict("live-session-not-open");
    }
    return session;
  }

  /** The newest broadcast of a session. */
  Optional<Entry<Broadcast>> newest(Id session) {
    return history(session).max(Comparator.comparingInt(entry -> entry.value().number()));
  }

  /** All broadcasts of a session, as the bucket has them. */
  private Stream<Entry<Broadcast>> history(Id session) {
    return Stream.iterate(1, number -> number <= MOST_OF_A_SESSION, number -> number + 1)
        .map(number -> broadcasts.newest(id(session, number)))
        .takeWhile(Optional::isPresent)
        .flatMap(Optional::stream);
  }

  /**
   * Begins a broadcast, or goes on with the one that lost its source.
   *
   * @throws FaultException not found; forbidden; conflict, when the session is not open
   */
  Entry<Broadcast> begin(Caller caller, Id session) {
    LiveSession led = leads(caller, session);
    Optional<Entry<Broadcast>> known = newest(session);
    if (known.filter(entry -> entry.value().state() == Broadcast.State.LIVE).isPresent()) {
      Entry<Broadcast> alive = alive(known.get().id());
      if (alive.value().state() == Broadcast.State.LIVE) {
        return alive;
      }
    }
    int number = known.map(entry -> entry.value().number()).orElse(0) + 1;
    if (number > MOST_OF_A_SESSION) {
      throw FaultException.conflict("live-too-often", MOST_OF_A_SESSION);
    }
    Instant now = clock.instant();
    Broadcast first = Broadcast.begun(led, number, now, now.plus(settings.grace()));
    Id id = id(session, number);
    return broadcasts.createIfAbsent(id, first, caller.account()).orElseGet(() -> alive(id));
  }

  /** Notes a sign of life of the source. */
  Entry<Broadcast> alive(Id id) {
    Instant until = clock.instant().plus(settings.grace());
    return broadcasts.update(id, SYSTEM, broadcast -> broadcast.aliveUntil(until));
  }

  /** Whether it has gone on for as long as it may. */
  boolean isTooLong(Broadcast broadcast) {
    return broadcast.begun().plus(settings.longest()).isBefore(clock.instant());
  }

  /** Ends the broadcast of a session that the caller leads; does nothing when there is none. */
  Optional<Entry<Broadcast>> end(Caller caller, Id session) {
    led(caller, session);
    return newest(session).map(entry -> end(entry.id(), caller.account()));
  }

  /** Ends a broadcast, and asks for its recording. */
  Entry<Broadcast> end(Id id, String by) {
    Instant now = clock.instant();
    Entry<Broadcast> ended = broadcasts.update(id, by, broadcast -> broadcast.ended(now));
    if (ended.value().state() == Broadcast.State.ENDED) {
      around
          .jobs()
          .request(
              Order.of(RecordingWork.KIND, id.value()).named(ended.value().session().title()),
              ended.value().session().teacher());
    }
    return ended;
  }

  /** Notes what became of the recording. */
  void recorded(Id id, Optional<Id> lesson, Optional<String> refusal) {
    broadcasts.update(id, SYSTEM, broadcast -> broadcast.recorded(lesson, refusal));
  }

  /** A broadcast. */
  Entry<Broadcast> read(Id id) {
    return broadcasts.read(id);
  }

  /**
   * Ends broadcasts whose source has been silent for too long or whose session is over, and asks
   * for recordings that a killed server did not ask for.
   */
  void tick() {
    Instant now = clock.instant();
    Listing.all(broadcasts, Map.of("state", Broadcast.State.LIVE.label()))
        .filter(entry -> entry.value().until().isBefore(now) || isSessionOver(entry.value()))
        .toList()
        .forEach(entry -> end(entry.id(), SYSTEM));
    Listing.all(broadcasts, Map.of("state", Broadcast.State.ENDED.label()))
        .filter(entry -> around.jobs().find(RecordingWork.KIND, entry.id().value()).isEmpty())
        .toList()
        .forEach(entry -> end(entry.id(), SYSTEM));
  }

  private boolean isSessionOver(Broadcast broadcast) {
    return around.sessions().find(broadcast.session().id()).filter(LiveSession::open).isEmpty();
  }
}
