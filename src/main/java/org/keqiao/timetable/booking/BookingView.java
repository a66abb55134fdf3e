package org.keqiao.timetable.booking;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolDay;

/**
 * A booking as callers see it.
 *
 * @param timetable what it is by the bells of each school
 */
public record BookingView(
    Id id,
    String agreement,
    @JsonUnwrapped Content content,
    @JsonUnwrapped Slot slot,
    BookingState state,
    Optional<Instant> endedAt,
    Optional<String> reason,
    Optional<String> series,
    List<At> timetable) {

  /**
   * What a booking is by the bells of a school.
   *
   * @param week number of the week of the term
   * @param parity of that number
   * @param periods that it takes, or parts of them; none when it lies outside of all
   */
  public record At(
      String school,
      Optional<Integer> week,
      Optional<SchoolDay.Parity> parity,
      List<Part> periods) {}

  /** How many minutes of a period. */
  public record Part(int period, long minutes) {}

  /** A booking as it stands now. */
  public static BookingView of(Entry<Booking> entry, BellsService bells) {
    Booking booking = entry.value();
    return new BookingView(
        entry.id(),
        booking.agreement(),
        booking.content(),
        booking.slot(),
        booking.state(),
        booking.endedAt(),
        booking.reason(),
        booking.series(),
        booking.slot().schools().stream().map(school -> at(school, booking, bells)).toList());
  }

  private static At at(String school, Booking booking, BellsService bells) {
    SchoolDay day = bells.day(school, booking.slot().day());
    return new At(
        school,
        day.week(),
        day.parity(),
        day.periods().stream()
            .map(bell -> new Part(bell.number(), minutes(bell, booking.slot())))
            .filter(part -> part.minutes() > 0)
            .toList());
  }

  private static long minutes(SchoolDay.Bell bell, Slot slot) {
    Instant from = bell.begins().isAfter(slot.begins()) ? bell.begins() : slot.begins();
    Instant to = bell.ends().isBefore(slot.ends()) ? bell.ends() : slot.ends();
    return Duration.between(from, to).toMinutes();
  }
}
