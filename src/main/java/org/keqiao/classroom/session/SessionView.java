package org.keqiao.classroom.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** A session as callers see it. */
record SessionView(
    Id id,
    Optional<String> booking,
    Optional<String> agreement,
    Optional<String> makesUpFor,
    SessionKind kind,
    String teacher,
    Optional<String> lesson,
    String lead,
    List<String> rooms,
    SessionState state,
    Instant createdAt,
    Optional<Instant> opened,
    Optional<Instant> ended,
    List<PausePoint> pausePoints) {

  static SessionView of(Entry<ClassroomSession> entry) {
    ClassroomSession value = entry.value();
    return new SessionView(
        entry.id(),
        value.booking(),
        value.agreement(),
        value.makesUpFor(),
        value.kind(),
        value.teacher(),
        value.lesson(),
        value.lead(),
        value.rooms(),
        value.state(),
        entry.createdAt(),
        value.opened(),
        value.ended(),
        value.pausePoints());
  }
}
