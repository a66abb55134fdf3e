package org.keqiao.timetable.booking;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * What is said of a booking; the fields are those of {@link Content} and {@link Slot}.
 *
 * @param id the name it is to have; one is made when there is none
 * @param period stands for {@code begins} and {@code ends}
 */
public record BookingDraft(
    Optional<String> id,
    Optional<String> agreement,
    Optional<Content.Kind> kind,
    Optional<String> teacher,
    Optional<List<String>> assistants,
    Optional<String> subject,
    Optional<String> grade,
    Optional<String> lesson,
    Optional<SeatDraft> lead,
    Optional<List<SeatDraft>> rooms,
    Optional<Instant> begins,
    Optional<Instant> ends,
    Optional<PeriodDraft> period,
    Optional<String> makesUpFor) {

  private static final int MOST_ROOMS = 20;
  private static final int MOST_ASSISTANTS = 10;
  private static final Duration FARTHEST = Duration.ofDays(400);
  private static final Duration LONGEST = Duration.ofHours(4);

  /** Refuses what is null in a list. */
  public BookingDraft {
    assistants = assistants.map(List::copyOf);
    rooms = rooms.map(List::copyOf);
  }

  /** What is said of a room; the school may be left out, as it follows from the side. */
  public record SeatDraft(
      Optional<String> school, Optional<String> room, Optional<String> classId) {

    static SeatDraft of(Slot.Seat seat) {
      return new SeatDraft(Optional.of(seat.school()), Optional.of(seat.room()), seat.classId());
    }

    Slot.Seat value(String side) {
      return new Slot.Seat(school.orElse(side), room.orElseThrow(), classId);
    }
  }

  /**
   * A time by the bells of a school.
   *
   * @param period number of the period
   * @param through number of the last one, when there are several
   */
  public record PeriodDraft(
      Optional<String> school,
      Optional<LocalDate> date,
      Optional<Integer> period,
      Optional<Integer> through) {}

  static BookingDraft of(Id id, Booking booking) {
    Content content = booking.content();
    Slot slot = booking.slot();
    return new BookingDraft(
        Optional.of(id.value()),
        Optional.of(booking.agreement()),
        Optional.of(content.kind()),
        Optional.of(slot.teacher()),
        Optional.of(slot.assistants()),
        Optional.of(content.subject()),
        Optional.of(content.grade()),
        content.lesson(),
        Optional.of(SeatDraft.of(slot.lead())),
        Optional.of(slot.rooms().stream().map(SeatDraft::of).toList()),
        Optional.of(slot.begins()),
        Optional.of(slot.ends()),
        Optional.empty(),
        content.makesUpFor());
  }

  /** The same at another time, under another name. */
  public BookingDraft at(Id other, Instant from, Instant to) {
    return new BookingDraft(
        Optional.of(other.value()),
        agreement,
        kind,
        teacher,
        assistants,
        subject,
        grade,
        lesson,
        lead,
        rooms,
        Optional.of(from),
        Optional.of(to),
        Optional.empty(),
        makesUpFor);
  }

  /** The same at no time. */
  BookingDraft withoutTime() {
    return new BookingDraft(
        id,
        agreement,
        kind,
        teacher,
        assistants,
        subject,
        grade,
        lesson,
        lead,
        rooms,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        makesUpFor);
  }

  /** Notes what is wrong with it, as far as it shows without asking anybody. */
  void check(Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    require("/agreement", agreement, violations);
    require("/teacher", teacher, violations);
    require("/subject", subject, violations);
    require("/grade", grade, violations);
    require("/lead", lead, violations);
    lead.ifPresent(seat -> require("/lead/room", seat.room(), violations));
    List<SeatDraft> all = rooms.orElse(List.of());
    if (all.isEmpty()) {
      violations.add("/rooms", "missing");
    } else if (all.size() > MOST_ROOMS) {
      violations.add("/rooms", "too-many-items", MOST_ROOMS);
    }
    for (int i = 0; i < all.size(); i++) {
      require("/rooms/" + i + "/room", all.get(i).room(), violations);
    }
    if (assistants.filter(list -> list.size() > MOST_ASSISTANTS).isPresent()) {
      violations.add("/assistants", "too-many-items", MOST_ASSISTANTS);
    }
    makesUpFor
        .filter(text -> !Id.isId(text))
        .ifPresent(text -> violations.add("/makesUpFor", "id-form"));
  }

  private static void require(String pointer, Optional<?> value, Violations violations) {
    if (value.isEmpty()) {
      violations.add(pointer, "missing");
    }
  }

  /**
   * Notes what is wrong with its time.
   *
   * @return whether it can be looked at closer
   */
  static boolean checkTime(Instant begins, Instant ends, Instant now, Violations violations) {
    int before = violations.found().size();
    if (begins.isBefore(now)) {
      violations.add("/begins", "booking-past");
    } else if (begins.isAfter(now.plus(FARTHEST))) {
      violations.add("/begins", "booking-far", FARTHEST.toDays());
    } else if (!begins.isBefore(ends)) {
      violations.add("/ends", "span-order");
    } else if (ends.isAfter(begins.plus(LONGEST))) {
      violations.add("/ends", "booking-long", LONGEST.toHours());
    }
    return violations.found().size() == before;
  }
}
