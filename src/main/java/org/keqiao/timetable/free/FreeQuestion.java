package org.keqiao.timetable.free;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Id;
import org.keqiao.timetable.sheet.Use;

/**
 * For whom a time is looked for.
 *
 * @param schools ids of the schools
 * @param uses who and what must be free
 * @param anyRoom whether each school must have some room and line besides, whichever
 * @param length of the lesson
 * @param notBefore the past is not looked through
 * @param but a booking that would move there, so that it is not in its own way
 */
public record FreeQuestion(
    List<String> schools,
    List<Use> uses,
    boolean anyRoom,
    Duration length,
    Instant notBefore,
    Optional<Id> but) {

  /** Keeps its lists from changing, and names each school once. */
  public FreeQuestion {
    schools = schools.stream().distinct().toList();
    uses = List.copyOf(uses);
  }

  Stream<String> owners() {
    return Stream.concat(schools.stream(), uses.stream().map(Use::owner));
  }
}
