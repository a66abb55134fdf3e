package org.keqiao.timetable.series;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolDay;
import org.keqiao.timetable.bells.SchoolTime;
import org.keqiao.timetable.booking.Booking;
import org.keqiao.timetable.booking.BookingDraft;
import org.keqiao.timetable.booking.BookingService;
import org.keqiao.timetable.booking.Slot;

/**
 * Bookings that are repeated on a weekday of the school that gives the lessons, as its calendar has
 * it: when its Monday is worked on a Saturday, so is the lesson of that Monday. Each booking stands
 * for itself; their names follow from the name of the series, so that asking again books only what
 * is not booked yet.
 */
public final class SeriesService {

  private static final int MOST_DAYS = 300;

  private final BookingService bookings;
  private final BellsService bells;

  /** Over these. */
  public SeriesService(BookingService bookings, BellsService bells) {
    this.bookings = bookings;
    this.bells = bells;
  }

  /**
   * Books a series, as far as it can be.
   *
   * @throws FaultException invalid, when its first booking cannot be understood
   */
  Series book(Caller caller, SeriesDraft draft) {
    Violations violations = new Violations();
    draft.id().filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    require("/booking", draft.booking(), violations);
    require("/repeats", draft.repeats(), violations);
    require("/until", draft.until(), violations);
    violations.refuse();
    BookingDraft first = draft.booking().orElseThrow();
    Slot slot = bookings.slot(caller, first);
    LocalDate until = draft.until().orElseThrow();
    if (until.isBefore(slot.day()) || ChronoUnit.DAYS.between(slot.day(), until) > MOST_DAYS) {
      violations.add("/until", "span-long", MOST_DAYS).refuse();
    }
    Id id = draft.id().map(Id::new).orElseGet(Id::fresh);
    SchoolTime time = bells.time(slot.lead().school());
    Run run = new Run(caller, id, first, slot, periods(time.on(slot.day()), slot));
    slot.day()
        .datesUntil(until.plusDays(1))
        .map(time::on)
        .filter(day -> isOne(day, slot.day(), draft.repeats().orElseThrow()))
        .forEach(run::book);
    return new Series(id, List.copyOf(run.booked), List.copyOf(run.left));
  }

  /** Whether the lesson is given on a day, or would be if there were lessons. */
  private static boolean isOne(SchoolDay day, LocalDate first, SeriesDraft.Repeats repeats) {
    boolean wanted =
        switch (repeats) {
          case WEEKLY -> true;
          case ODD -> day.parity().filter(SchoolDay.Parity.ODD::equals).isPresent();
          case EVEN -> day.parity().filter(SchoolDay.Parity.EVEN::equals).isPresent();
        };
    return day.date().equals(first) || (wanted && day.follows() == first.getDayOfWeek().getValue());
  }

  /** The first and the last period of a lesson that begins and ends with the bells. */
  private static Optional<int[]> periods(SchoolDay day, Slot slot) {
    OptionalInt from =
        day.periods().stream()
            .filter(bell -> bell.begins().equals(slot.begins()))
            .mapToInt(SchoolDay.Bell::number)
            .findFirst();
    OptionalInt to =
        day.periods().stream()
            .filter(bell -> bell.ends().equals(slot.ends()))
            .mapToInt(SchoolDay.Bell::number)
            .findFirst();
    return from.isPresent() && to.isPresent()
        ? Optional.of(new int[] {from.getAsInt(), to.getAsInt()})
        : Optional.empty();
  }

  private static void require(String pointer, Optional<?> value, Violations violations) {
    if (value.isEmpty()) {
      violations.add(pointer, "missing");
    }
  }

  /** One series that is being booked. */
  private final class Run {

    private final Caller caller;
    private final Id id;
    private final BookingDraft first;
    private final Slot slot;
    private final Optional<int[]> periods;
    private final List<Entry<Booking>> booked = new ArrayList<>();
    private final List<Series.Left> left = new ArrayList<>();

    Run(Caller caller, Id id, BookingDraft first, Slot slot, Optional<int[]> periods) {
      this.caller = caller;
      this.id = id;
      this.first = first;
      this.slot = slot;
      this.periods = periods;
    }

    void book(SchoolDay day) {
      BookingDraft draft = first.at(name(day.date()), begins(day), ends(day));
      try {
        booked.add(bookings.book(caller, draft, Optional.of(id.value())));
      } catch (FaultException refused) {
        left.add(left(day.date(), refused));
      }
    }

    private Id name(LocalDate date) {
      return new Id(DigestUtils.sha256Hex(id + " " + date).substring(0, 40));
    }

    /** Where the bells ring in that season, or else at the same time of the clock. */
    private Instant begins(SchoolDay day) {
      return periods
          .flatMap(span -> day.period(span[0]))
          .map(SchoolDay.Bell::begins)
          .orElseGet(() -> at(day.date(), slot.begins()));
    }

    private Instant ends(SchoolDay day) {
      return periods
          .flatMap(span -> day.period(span[1]))
          .map(SchoolDay.Bell::ends)
          .orElseGet(() -> at(day.date(), slot.ends()));
    }

    private static Instant at(LocalDate date, Instant moment) {
      return date.atTime(LocalTime.ofInstant(moment, Agreement.CHINA))
          .atZone(Agreement.CHINA)
          .toInstant();
    }

    /**
     * @throws FaultException the same, when trying again later may help
     */
    private static Series.Left left(LocalDate date, FaultException refused) {
      return switch (refused.fault()) {
        case Fault.Invalid invalid when !invalid.violations().isEmpty() -> {
          Violation why = invalid.violations().getFirst();
          yield new Series.Left(date, why.code(), why.arguments(), Map.of());
        }
        case Fault.Conflict conflict ->
            new Series.Left(date, conflict.code(), conflict.arguments(), conflict.members());
        default -> throw refused;
      };
    }
  }
}
