package org.keqiao.timetable.booking;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementState;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.store.Id;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolDay;
import org.keqiao.timetable.room.RoomService;

/** The rules that a booking keeps, whatever else is booked. */
final class BookingChecks {

  private static final int LAST_YEAR = 2200;

  private final BookingSources sources;
  private final BellsService bells;
  private final RoomService rooms;
  private final Clock clock;

  BookingChecks(BookingSources sources, BellsService bells, RoomService rooms, Clock clock) {
    this.sources = sources;
    this.bells = bells;
    this.rooms = rooms;
    this.clock = clock;
  }

  /** What a draft says, when nothing is wrong with it. */
  record Checked(Content content, Slot slot) {}

  /**
   * Looks at everything that a draft says.
   *
   * @param between the agreement that it names
   * @throws FaultException invalid; conflict, when the agreement does not hold
   */
  Checked checked(BookingDraft draft, Agreement between) {
    Slot slot = planned(draft, between);
    Violations violations = new Violations();
    checkSeats(slot, between, violations);
    checkPeople(slot, between, violations);
    Content content = content(draft, violations);
    checkDay(slot, between, violations);
    violations.refuse();
    refuseUnbound(between);
    return new Checked(content, slot);
  }

  /**
   * The slot that a draft asks for, as far as it can be said without asking who and what there is.
   *
   * @throws FaultException invalid
   */
  Slot planned(BookingDraft draft, Agreement between) {
    Violations violations = new Violations();
    draft.check(violations);
    Optional<Span> span = span(draft, violations);
    violations.refuse();
    Slot slot =
        new Slot(
            draft.teacher().orElseThrow(),
            draft.assistants().orElse(List.of()).stream().distinct().toList(),
            draft.lead().orElseThrow().value(between.urban()),
            draft.rooms().orElseThrow().stream().map(seat -> seat.value(between.rural())).toList(),
            span.orElseThrow().begins(),
            span.orElseThrow().ends());
    checkTime(slot, violations);
    violations.refuse();
    return slot;
  }

  record Span(Instant begins, Instant ends) {}

  /** When a draft is to take place, by the clock or by the bells of a school. */
  private Optional<Span> span(BookingDraft draft, Violations violations) {
    boolean byClock = draft.begins().isPresent() && draft.ends().isPresent();
    if (draft.period().isEmpty()) {
      if (!byClock) {
        violations.add("/begins", "missing");
      }
      return draft.begins().flatMap(begins -> draft.ends().map(ends -> new Span(begins, ends)));
    }
    if (draft.begins().isPresent() || draft.ends().isPresent()) {
      violations.add("/period", "period-or-time");
      return Optional.empty();
    }
    return byBells(draft.period().get(), violations);
  }

  private Optional<Span> byBells(BookingDraft.PeriodDraft said, Violations violations) {
    Optional<LocalDate> date = said.date().filter(day -> Math.abs(day.getYear()) <= LAST_YEAR);
    Optional<String> school = said.school().filter(id -> sources.schools().find(id).isPresent());
    if (school.isEmpty()) {
      violations.add("/period/school", "school-not-found", said.school().orElse(""));
    }
    if (date.isEmpty()) {
      violations.add("/period/date", "bad-day");
    }
    if (said.period().isEmpty()) {
      violations.add("/period/period", "missing");
    }
    if (school.isEmpty() || date.isEmpty() || said.period().isEmpty()) {
      return Optional.empty();
    }
    SchoolDay day = bells.day(school.get(), date.get());
    int first = said.period().get();
    Optional<Span> span =
        day.period(first)
            .flatMap(
                from ->
                    day.period(said.through().orElse(first))
                        .map(to -> new Span(from.begins(), to.ends())));
    if (span.isEmpty()) {
      violations.add("/period/period", "period-not-there", first, date.get());
    }
    return span;
  }

  private void checkTime(Slot slot, Violations violations) {
    boolean near = BookingDraft.checkTime(slot.begins(), slot.ends(), clock.instant(), violations);
    if (near && !slot.day().equals(LocalDate.ofInstant(slot.ends(), Agreement.CHINA))) {
      violations.add("/ends", "booking-over-midnight");
    }
  }

  private void checkSeats(Slot slot, Agreement between, Violations violations) {
    checkSeat("/lead", slot.lead(), between.urban(), violations);
    Set<String> known = new HashSet<>();
    for (int i = 0; i < slot.rooms().size(); i++) {
      checkSeat("/rooms/" + i, slot.rooms().get(i), between.rural(), violations);
      if (!known.add(slot.rooms().get(i).room())) {
        violations.add("/rooms/" + i + "/room", "doubled");
      }
    }
    List<String> classes = slot.seats().flatMap(seat -> seat.classId().stream()).toList();
    if (Set.copyOf(classes).size() < classes.size()) {
      violations.add("/rooms", "doubled");
    }
  }

  private void checkSeat(String pointer, Slot.Seat seat, String side, Violations violations) {
    if (!seat.school().equals(side)) {
      violations.add(pointer + "/school", "school-not-in-agreement", seat.school());
      return;
    }
    rooms
        .find(seat.room())
        .filter(room -> room.value().school().equals(side))
        .ifPresentOrElse(
            room -> {
              if (!room.value().joins()) {
                violations.add(pointer + "/room", "room-not-joining", seat.room());
              }
            },
            () -> violations.add(pointer + "/room", "room-not-found", seat.room()));
    seat.classId()
        .filter(
            id -> sources.classes().find(id).filter(each -> each.school().equals(side)).isEmpty())
        .ifPresent(id -> violations.add(pointer + "/classId", "class-not-found", id));
  }

  private void checkPeople(Slot slot, Agreement between, Violations violations) {
    if (!worksAt(slot.teacher(), between.urban())) {
      violations.add("/teacher", "teacher-not-of-school");
    }
    for (int i = 0; i < slot.assistants().size(); i++) {
      String each = slot.assistants().get(i);
      if (!worksAt(each, between.urban()) && !worksAt(each, between.rural())) {
        violations.add("/assistants/" + i, "teacher-not-of-school");
      } else if (each.equals(slot.teacher())) {
        violations.add("/assistants/" + i, "doubled");
      }
    }
  }

  private boolean worksAt(String account, String school) {
    return Id.isId(account)
        && sources.accounts().isActive(new Id(account))
        && sources.staff().nodes(new Id(account)).contains(school);
  }

  private Content content(BookingDraft draft, Violations violations) {
    sources.terms().check("subject", "/subject", draft.subject(), violations);
    sources.terms().check("grade", "/grade", draft.grade(), violations);
    draft
        .lesson()
        .filter(id -> !sources.lessons().test(id))
        .ifPresent(id -> violations.add("/lesson", "lesson-not-found", id));
    return new Content(
        draft.kind().orElse(Content.Kind.DEDICATED),
        draft.subject().orElseThrow(),
        draft.grade().orElseThrow(),
        draft.lesson(),
        draft.makesUpFor());
  }

  /** Within the terms of both schools, on a holiday of neither, and as long as was agreed. */
  private void checkDay(Slot slot, Agreement between, Violations violations) {
    for (String school : List.of(between.urban(), between.rural())) {
      SchoolDay day = bells.day(school, slot.day());
      String name = sources.schools().name(school).orElse(school);
      if (day.kind() == SchoolDay.Kind.BREAK) {
        violations.add("/begins", "day-outside-terms", slot.day(), name);
      } else if (day.kind() == SchoolDay.Kind.HOLIDAY) {
        violations.add("/begins", "day-of-holiday", slot.day(), name, day.name().orElse(""));
      }
    }
    Terms terms = between.current().terms();
    if (slot.day().isBefore(terms.from()) || slot.day().isAfter(terms.to())) {
      violations.add("/begins", "day-outside-agreement", terms.from(), terms.to());
    }
  }

  /**
   * Refuses agreements that do not hold, or not now.
   *
   * @throws FaultException conflict
   */
  static void refuseUnbound(Agreement between) {
    if (!between.state().binds()) {
      throw FaultException.conflict("agreement-not-binding");
    }
    if (between.state() == AgreementState.SUSPENDED) {
      throw FaultException.conflict("agreement-suspended");
    }
  }
}
