package org.keqiao.timetable.booking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.timetable.sheet.Standing;

/**
 * That classrooms of two paired schools are joined for a lesson.
 *
 * @param agreement id of the agreement that it is a part of
 * @param content what the lesson is about
 * @param slot what it takes, and when
 * @param state where it stands
 * @param endedAt when it ended; before {@link Slot#ends} when it was stopped early
 * @param reason why it was cancelled: words of whoever did it, or {@link #AGREEMENT_ENDED}
 * @param series id of the series that it is one of
 * @param attempt name of the attempt that gave it its slot, see {@link
 *     org.keqiao.timetable.sheet.Sheets}
 * @param fences how often attempts were shut out that had not come to their end
 */
public record Booking(
    String agreement,
    Content content,
    Slot slot,
    BookingState state,
    Optional<Instant> endedAt,
    Optional<String> reason,
    Optional<String> series,
    String attempt,
    int fences) {

  /** The reason of what was cancelled because its agreement ended. */
  public static final String AGREEMENT_ENDED = "agreement-ended";

  /** Stands where an attempt to book something new was shut out. */
  static final Booking VOID =
      new Booking(
          "",
          new Content(Content.Kind.DEDICATED, "", "", Optional.empty(), Optional.empty()),
          new Slot(
              "",
              List.of(),
              new Slot.Seat("", "", Optional.empty()),
              List.of(),
              Instant.EPOCH,
              Instant.EPOCH),
          BookingState.VOID,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          0);

  static Booking booked(
      String agreement, Content content, Slot slot, Optional<String> series, String attempt) {
    return new Booking(
        agreement,
        content,
        slot,
        BookingState.BOOKED,
        Optional.empty(),
        Optional.empty(),
        series,
        attempt,
        0);
  }

  private Booking with(BookingState next, Optional<Instant> over, Optional<String> why) {
    return new Booking(agreement, content, slot, next, over, why, series, attempt, fences);
  }

  Booking fenced() {
    return new Booking(
        agreement, content, slot, state, endedAt, reason, series, attempt, fences + 1);
  }

  /** The same in another slot, or about something else. */
  Booking moved(Content about, Slot to, String by) {
    return new Booking(agreement, about, to, state, endedAt, reason, series, by, fences);
  }

  /** Whether anybody may know of it. */
  boolean isKnown() {
    return state != BookingState.VOID;
  }

  /** Whether it says the same, whatever became of it since. */
  boolean isSameAs(Booking other) {
    return agreement.equals(other.agreement)
        && content.equals(other.content)
        && slot.equals(other.slot)
        && series.equals(other.series);
  }

  /**
   * Refuses what was cancelled, has begun or is over.
   *
   * @throws FaultException conflict
   */
  void requireAhead(Instant now) {
    if (state != BookingState.BOOKED || !now.isBefore(slot.begins())) {
      throw FaultException.conflict(
          "booking-state", state == BookingState.BOOKED ? "begun" : state.label());
    }
  }

  /** Not given after all; cancelling twice changes nothing. */
  Booking cancelled(Instant now, Optional<String> why) {
    if (state == BookingState.CANCELLED) {
      return this;
    }
    requireAhead(now);
    return with(BookingState.CANCELLED, Optional.empty(), why);
  }

  /**
   * Stopped before its end, which frees the rest of its slot.
   *
   * @throws FaultException conflict, when it is not going on
   */
  Booking stopped(Instant now) {
    if (state != BookingState.BOOKED) {
      throw FaultException.conflict("booking-state", state.label());
    }
    if (now.isBefore(slot.begins())) {
      throw FaultException.conflict("booking-not-begun");
    }
    return ended(now);
  }

  /** Given, until a moment; it cannot end before it begins, nor after its slot. */
  Booking ended(Instant when) {
    if (state != BookingState.BOOKED) {
      return this;
    }
    Instant least = when.isBefore(slot.begins()) ? slot.begins() : when;
    return with(
        BookingState.ENDED,
        Optional.of(least.isAfter(slot.ends()) ? slot.ends() : least),
        Optional.empty());
  }

  /** What day sheets know of it. */
  Standing standing(long version) {
    return switch (state) {
      case BOOKED -> new Standing(version, attempt, slot.ends());
      case ENDED -> new Standing(version, attempt, endedAt.orElse(slot.ends()));
      case CANCELLED, VOID -> new Standing(version, "", Instant.EPOCH);
    };
  }
}
