package org.keqiao.live;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * TEST WIRING until the sessions of joined classrooms are there: sessions that somebody has put
 * into the bucket. Nothing in the program makes any; at the merge the service that keeps sessions
 * takes its place and this class goes.
 */
public final class PlantedSessions implements LiveSessions {

  private static final RecordType<LiveSession> TYPE =
      new RecordType<>("live-session", LiveSession.class);

  private final Records<LiveSession> records;
  private final SchoolService schools;

  /** Over what lies in the bucket. */
  public PlantedSessions(Bucket bucket, SchoolService schools) {
    this.records = new Records<>(bucket, TYPE, Optional.empty());
    this.schools = schools;
  }

  @Override
  public LiveSession read(Caller caller, Permission permission, Id id) {
    LiveSession session =
        find(id).orElseThrow(() -> FaultException.notFound("session", id.value()));
    List<String> nodes =
        Stream.concat(Stream.of(session.lead()), session.rooms().stream())
            .flatMap(school -> schools.around(school).stream())
            .distinct()
            .toList();
    caller.require(permission, new Place(List.of(session.teacher()), nodes), "session", id.value());
    return session;
  }

  @Override
  public Optional<LiveSession> find(Id id) {
    return records.newest(id).map(Entry::value);
  }
}
