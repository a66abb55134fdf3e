package org.keqiao.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.classroom.session.Attendance;
import org.keqiao.classroom.session.SessionService;
import org.keqiao.ledger.count.Cause;
import org.keqiao.ledger.count.Span;
import org.keqiao.ledger.count.Stretch;
import org.keqiao.ledger.count.Taught;
import org.keqiao.ledger.count.Way;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.booking.Booking;
import org.keqiao.timetable.booking.BookingService;
import org.keqiao.timetable.booking.BookingState;
import org.keqiao.timetable.free.FreeQuestion;
import org.keqiao.timetable.free.FreeTimes;

/**
 * Lessons as timetable and classrooms know them. What makes up for a session names the session, or
 * the booking when nobody came; both stand for the same lesson.
 *
 * @param nodes the school of an account and the regions around it
 */
public record HeldLessons(
    BookingService bookings,
    SessionService sessions,
    FreeTimes free,
    AgreementService agreements,
    Function<Id, List<String>> nodes,
    Clock clock)
    implements Lessons {

  private static final int MOST_TIMES = 3;

  @Override
  public Stream<Taught> given(String agreement, Instant from, Instant to) {
    Held held = new Held(sessions.attendanceUnder(agreement).toList());
    Stream<Taught> booked =
        bookings
            .found(Map.of("agreement", agreement), from, to)
            .filter(entry -> entry.value().state() != BookingState.VOID)
            .map(entry -> booked(entry, held));
    return Stream.concat(booked, held.adHoc(agreement))
        .filter(taught -> !taught.begins().isBefore(from) && taught.begins().isBefore(to));
  }

  /** What was held, and what its sessions stand for. */
  private record Held(List<Attendance> all) {

    List<Attendance> of(String booking) {
      return all.stream().filter(each -> each.booking().equals(Optional.of(booking))).toList();
    }

    Optional<String> lesson(Optional<String> named) {
      return named.map(
          name ->
              all.stream()
                  .filter(each -> each.session().equals(name))
                  .findFirst()
                  .flatMap(Attendance::booking)
                  .orElse(name));
    }

    Stream<Taught> adHoc(String agreement) {
      return all.stream()
          .filter(each -> each.booking().isEmpty())
          .flatMap(each -> span(each).map(span -> taught(agreement, each, span)).stream());
    }

    private Taught taught(String agreement, Attendance attendance, Span span) {
      return new Taught(
          agreement,
          Optional.empty(),
          Optional.of(attendance.session()),
          new Taught.About(
              Optional.of(attendance.teacher()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()),
          span.from(),
          span.to(),
          true,
          Optional.empty(),
          lesson(attendance.makesUpFor()),
          lead(List.of(attendance)),
          rooms(List.of(attendance)));
    }
  }

  /** From the first to the last moment that anybody was there. */
  private static Optional<Span> span(Attendance attendance) {
    List<Attendance.Time> all =
        Stream.concat(
                attendance.lead().stream(),
                attendance.schools().stream().flatMap(school -> school.stretches().stream()))
            .toList();
    return all.stream()
        .map(Attendance.Time::from)
        .min(Instant::compareTo)
        .flatMap(
            first ->
                all.stream()
                    .map(Attendance.Time::to)
                    .max(Instant::compareTo)
                    .map(last -> new Span(first, last)));
  }

  private Taught booked(Entry<Booking> entry, Held held) {
    Booking booking = entry.value();
    List<Attendance> attendances = held.of(entry.id().value());
    return new Taught(
        booking.agreement(),
        Optional.of(entry.id().value()),
        attendances.stream().map(Attendance::session).findFirst(),
        new Taught.About(
            Optional.of(booking.slot().teacher()),
            Optional.of(booking.content().subject()),
            Optional.of(booking.content().grade()),
            booking.content().lesson()),
        booking.slot().begins(),
        booking.slot().ends(),
        booking.state() == BookingState.CANCELLED || !attendances.isEmpty(),
        cancelled(entry),
        held.lesson(booking.content().makesUpFor()),
        lead(attendances),
        rooms(attendances));
  }

  private Optional<Cause> cancelled(Entry<Booking> entry) {
    Booking booking = entry.value();
    if (booking.state() != BookingState.CANCELLED) {
      return Optional.empty();
    }
    List<String> around =
        booking.reason().equals(Optional.of(Booking.AGREEMENT_ENDED)) || !Id.isId(entry.by())
            ? List.of()
            : nodes.apply(new Id(entry.by()));
    if (around.contains(booking.slot().lead().school())) {
      return Optional.of(Cause.CANCELLED_BY_URBAN);
    }
    return Optional.of(
        booking.slot().rooms().stream().anyMatch(seat -> around.contains(seat.school()))
            ? Cause.CANCELLED_BY_RURAL
            : Cause.CANCELLED);
  }

  private static List<Span> lead(List<Attendance> attendances) {
    return attendances.stream()
        .flatMap(each -> each.lead().stream())
        .map(time -> new Span(time.from(), time.to()))
        .toList();
  }

  private static Map<String, List<Stretch>> rooms(List<Attendance> attendances) {
    Map<String, List<Stretch>> rooms = new HashMap<>();
    attendances.stream()
        .flatMap(each -> each.schools().stream())
        .forEach(
            school ->
                rooms.merge(
                    school.school(),
                    school.stretches().stream().flatMap(HeldLessons::stretch).toList(),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
    return rooms;
  }

  /** A room of which no way is known has seen nothing. */
  private static Stream<Stretch> stretch(Attendance.Time time) {
    return time.way().stream()
        .map(way -> new Stretch(time.from(), time.to(), Way.valueOf(way.name())));
  }

  @Override
  public List<Span> freeTimes(String agreement, Span like) {
    Instant now = clock.instant();
    return agreements
        .find(new Id(agreement))
        .map(
            found ->
                free
                    .nearest(
                        new FreeQuestion(
                            List.of(found.urban(), found.rural()),
                            List.of(),
                            true,
                            Duration.between(like.from(), like.to()),
                            now,
                            Optional.empty()),
                        now,
                        MOST_TIMES)
                    .stream()
                    .map(time -> new Span(time.begins(), time.ends()))
                    .collect(Collectors.toUnmodifiableList()))
        .orElse(List.of());
  }
}
