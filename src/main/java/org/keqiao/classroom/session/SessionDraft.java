package org.keqiao.classroom.session;

import java.util.List;
import java.util.Optional;

/**
 * What is said of a session that is to be: a booking; or an agreement; or the schools; or the
 * session that it makes up for.
 *
 * @param kind {@code joined} when nothing else is said
 * @param teacher the caller when nobody is named
 * @param room the school that makes up for what it missed
 */
record SessionDraft(
    Optional<String> booking,
    Optional<String> agreement,
    Optional<SessionKind> kind,
    Optional<String> makesUpFor,
    Optional<String> teacher,
    Optional<String> lesson,
    Optional<String> lead,
    Optional<List<String>> rooms,
    Optional<String> room) {

  /** Refuses what is null in a list. */
  SessionDraft {
    rooms = rooms.map(List::copyOf);
  }
}
