package org.keqiao.timetable.booking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Id;
import org.keqiao.timetable.sheet.DaySheet;
import org.keqiao.timetable.sheet.Use;

/**
 * What a booking takes, and when.
 *
 * @param teacher id of the account that gives the lesson
 * @param assistants ids of the accounts that help
 * @param lead where the lesson is given
 * @param rooms where it is received
 * @param begins when it begins
 * @param ends when it ends, on the same day in China
 */
public record Slot(
    String teacher,
    List<String> assistants,
    Seat lead,
    List<Seat> rooms,
    Instant begins,
    Instant ends) {

  /** Keeps its lists from changing. */
  public Slot {
    assistants = List.copyOf(assistants);
    rooms = List.copyOf(rooms);
  }

  /**
   * A room that takes part.
   *
   * @param school id of the school
   * @param room id of the room
   * @param classId id of the class that sits in it
   */
  public record Seat(String school, String room, Optional<String> classId) {}

  /** The rooms of both sides, the lead's first. */
  public Stream<Seat> seats() {
    return Stream.concat(Stream.of(lead), rooms.stream());
  }

  /** The schools that take part, the lead's first. */
  public List<String> schools() {
    return seats().map(Seat::school).distinct().toList();
  }

  /** The accounts that take part, the teacher's first. */
  public Stream<String> people() {
    return Stream.concat(Stream.of(teacher), assistants.stream()).distinct();
  }

  /** The day that it lies on, in China. */
  public LocalDate day() {
    return LocalDate.ofInstant(begins, Agreement.CHINA);
  }

  /** Everybody and everything that it takes; a line as often as it is needed. */
  public List<Use> uses() {
    return Stream.of(
            people().map(Use::person),
            seats().map(seat -> Use.room(seat.school(), seat.room())),
            seats()
                .flatMap(
                    seat -> seat.classId().map(id -> Use.schoolClass(seat.school(), id)).stream()),
            seats().map(seat -> Use.line(seat.school())))
        .flatMap(uses -> uses)
        .toList();
  }

  /** The sheets that its uses stand on. */
  List<Id> sheets() {
    return uses().stream().map(use -> DaySheet.id(use.owner(), day())).distinct().toList();
  }
}
