package org.keqiao.timetable.room;

import java.util.Map;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.school.School;
import org.keqiao.store.Id;

/** What is said of a room; the fields are those of {@link Room}. */
record RoomDraft(
    Optional<String> id,
    Optional<String> school,
    Optional<String> name,
    Optional<String> kind,
    Optional<Integer> seats,
    Optional<Map<String, Integer>> equipment,
    Optional<Boolean> joins) {

  private static final int LONGEST_NAME = 60;
  private static final int MOST_SEATS = 1000;
  private static final int MOST_THINGS = 1000;

  static RoomDraft of(String id, Room room) {
    return new RoomDraft(
        Optional.of(id),
        Optional.of(room.school()),
        Optional.of(room.name()),
        Optional.of(room.kind()),
        Optional.of(room.seats()),
        Optional.of(room.equipment()),
        Optional.of(room.joins()));
  }

  /** Notes what is wrong with it; whether there is such a school is for others to say. */
  void check(Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    violations.text("/name", name.orElse(""), 1, LONGEST_NAME);
    if (kind.isEmpty()) {
      violations.add("/kind", "missing");
    }
    kind.filter(text -> !School.ROOMS.contains(text))
        .ifPresent(text -> violations.add("/kind", "unknown-term", text));
    violations.number("/seats", seats, 0, MOST_SEATS);
    equipment
        .orElse(Map.of())
        .forEach(
            (what, count) -> {
              if (!School.EQUIPMENT.contains(what)) {
                violations.add("/equipment", "unknown-term", what);
              } else {
                violations.number("/equipment/" + what, Optional.ofNullable(count), 0, MOST_THINGS);
              }
            });
  }

  /** The room that it describes; nothing may be wrong with it. */
  Room value() {
    return new Room(
        school.orElseThrow(),
        name.orElseThrow(),
        kind.orElseThrow(),
        seats.orElse(0),
        equipment.orElse(Map.of()),
        joins.orElse(false));
  }
}
