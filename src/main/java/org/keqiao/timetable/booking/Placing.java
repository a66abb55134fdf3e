package org.keqiao.timetable.booking;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.keqiao.store.Turns;
import org.keqiao.timetable.free.FreeQuestion;
import org.keqiao.timetable.free.FreeTime;
import org.keqiao.timetable.free.FreeTimes;
import org.keqiao.timetable.sheet.Attempt;
import org.keqiao.timetable.sheet.Conflict;
import org.keqiao.timetable.sheet.Sheets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives bookings their slots, see {@link Sheets}. On one server attempts that need the same sheet
 * come one after the other, so that they lose no races against each other and those that must be
 * refused write nothing.
 */
public final class Placing {

  private static final Logger LOG = LoggerFactory.getLogger(Placing.class);
  private static final int NEAREST = 3;

  private final Records<Booking> bookings;
  private final Sheets sheets;
  private final FreeTimes free;
  private final Clock clock;
  private final Turns turns = new Turns("booking-busy");

  /** Over these. */
  public Placing(Records<Booking> bookings, Sheets sheets, FreeTimes free, Clock clock) {
    this.bookings = bookings;
    this.sheets = sheets;
    this.free = free;
    this.clock = clock;
  }

  /**
   * Books what has the id of no other booking, or of one that says the same.
   *
   * @throws FaultException conflict {@code booking-conflict} or {@code booking-exists};
   *     unavailable, when somebody on another server tried the same and neither of us had it
   */
  Entry<Booking> book(Id id, Booking wanted, String by) {
    return inTurn(wanted.slot(), () -> bookNow(id, wanted, by)).orRefused(id, wanted.slot());
  }

  /**
   * What became of an attempt: a place, or what is in the way. Free times are only looked for when
   * the next one has her turn.
   */
  private final class Outcome {

    private final Optional<Entry<Booking>> placed;
    private final List<Conflict> conflicts;

    Outcome(Optional<Entry<Booking>> placed, List<Conflict> conflicts) {
      this.placed = placed;
      this.conflicts = conflicts;
    }

    Entry<Booking> orRefused(Id id, Slot slot) {
      return placed.orElseThrow(
          () ->
              FaultException.conflict(
                  "booking-conflict",
                  Map.of("conflicts", conflicts, "nearest", nearest(id, slot))));
    }
  }

  private Outcome bookNow(Id id, Booking wanted, String by) {
    Optional<Entry<Booking>> there = bookings.newest(id);
    Optional<Entry<Booking>> known = there.filter(each -> each.value().isKnown());
    if (known.isPresent()) {
      return placed(
          known
              .filter(each -> each.value().isSameAs(wanted))
              .filter(each -> each.value().state() != BookingState.CANCELLED)
              .orElseThrow(() -> FaultException.conflict("booking-exists", id.value())));
    }
    long version = there.map(Entry::version).orElse(0L);
    Attempt attempt = attempt(id, version + 1, wanted.slot());
    List<Conflict> conflicts = claim(attempt);
    if (!conflicts.isEmpty()) {
      return new Outcome(Optional.empty(), conflicts);
    }
    Booking next = wanted.moved(wanted.content(), wanted.slot(), attempt.name());
    return placed(
        write(id, version, next, by)
            .orElseThrow(
                () -> {
                  sheets.giveUp(attempt);
                  return FaultException.unavailable("booking-busy", null);
                }));
  }

  private Outcome placed(Entry<Booking> booking) {
    return new Outcome(Optional.of(booking), List.of());
  }

  /** Writes the next version, if nobody else has: the moment at which it is booked. */
  private Optional<Entry<Booking>> write(Id id, long version, Booking placed, String by) {
    if (version == 0) {
      return bookings.createIfAbsent(id, placed, by);
    }
    try {
      return Optional.of(bookings.update(id, OptionalLong.of(version), by, before -> placed));
    } catch (FaultException overtaken) {
      if (overtaken.fault() instanceof Fault.Stale) {
        return Optional.empty();
      }
      throw overtaken;
    }
  }

  /**
   * Moves a booking. It has its old slot until the moment at which it has the new one.
   *
   * @param version that is moved
   * @throws FaultException stale; conflict {@code booking-conflict}
   */
  Entry<Booking> move(Id id, long version, BookingChecks.Checked to, String by) {
    return inTurn(to.slot(), () -> moveNow(id, version, to, by)).orRefused(id, to.slot());
  }

  private Outcome moveNow(Id id, long version, BookingChecks.Checked to, String by) {
    Entry<Booking> now = bookings.newest(id).orElseThrow();
    if (now.version() != version) {
      throw FaultException.of(new Fault.Stale(now.version()));
    }
    Attempt attempt = attempt(id, version + 1, to.slot());
    List<Conflict> conflicts = claim(attempt);
    if (!conflicts.isEmpty()) {
      return new Outcome(Optional.empty(), conflicts);
    }
    Booking next = now.value().moved(to.content(), to.slot(), attempt.name());
    Entry<Booking> moved =
        write(id, version, next, by)
            .orElseThrow(
                () -> {
                  sheets.giveUp(attempt);
                  return FaultException.of(
                      new Fault.Stale(bookings.newest(id).orElseThrow().version()));
                });
    settle(id, now.value().slot(), Optional.of(to.slot()), attempt.name());
    return placed(moved);
  }

  /** Takes a booking that was cancelled off the sheets. */
  void clear(Id id, Slot slot) {
    settle(id, slot, Optional.empty(), "");
  }

  /** It is decided already; what is left on the sheets is in nobody's way. */
  private void settle(Id id, Slot before, Optional<Slot> after, String attempt) {
    List<Id> where =
        Stream.concat(before.sheets().stream(), after.stream().flatMap(s -> s.sheets().stream()))
            .distinct()
            .toList();
    try {
      sheets.settle(id, where, attempt);
    } catch (FaultException away) {
      LOG.warn("claims of booking {} are left to the sweep: {}", id, away.getMessage());
    }
  }

  private <R> R inTurn(Slot slot, Supplier<R> work) {
    return inTurn(slot.sheets().stream().sorted().toList(), work);
  }

  private <R> R inTurn(List<Id> sheetIds, Supplier<R> work) {
    if (sheetIds.isEmpty()) {
      return work.get();
    }
    try (Turns.Turn _ = turns.take(sheetIds.getFirst())) {
      return inTurn(sheetIds.subList(1, sheetIds.size()), work);
    }
  }

  private Attempt attempt(Id id, long commit, Slot slot) {
    return new Attempt(
        id,
        Id.fresh().value(),
        commit,
        clock.instant(),
        slot.day(),
        slot.uses(),
        slot.begins(),
        slot.ends());
  }

  /** What is in the way; when nothing is, all is claimed. */
  private List<Conflict> claim(Attempt attempt) {
    List<Conflict> conflicts = sheets.conflicts(attempt);
    return conflicts.isEmpty() ? sheets.claim(attempt) : conflicts;
  }

  private List<FreeTime> nearest(Id id, Slot slot) {
    Instant now = clock.instant();
    FreeQuestion question =
        new FreeQuestion(
            slot.schools(),
            slot.uses(),
            false,
            Duration.between(slot.begins(), slot.ends()),
            now,
            Optional.of(id));
    return free.nearest(question, slot.begins(), NEAREST);
  }
}
