package org.keqiao.timetable.booking;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.room.RoomService;

/** Bookings; those of schools beyond a caller's reach do not exist for her. */
public final class BookingService {

  /** Bookings. */
  public static final RecordType<Booking> TYPE = new RecordType<>("booking", Booking.class);

  private static final int LONGEST_REASON = 500;
  private static final String SYSTEM = "system";

  private final Records<Booking> bookings;
  private final BookingIndex index;
  private final BookingSources sources;
  private final BookingChecks checks;
  private final Placing placing;
  private final Clock clock;

  /** Over these. */
  public BookingService(
      Shelf shelf,
      BookingSources sources,
      BellsService bells,
      RoomService rooms,
      Placing placing,
      Clock clock) {
    this.bookings = shelf.bookings();
    this.index = shelf.index();
    this.sources = sources;
    this.checks = new BookingChecks(sources, bells, rooms, clock);
    this.placing = placing;
    this.clock = clock;
  }

  /** Where bookings are kept and found. */
  public record Shelf(Records<Booking> bookings, BookingIndex index) {}

  private Place place(Booking booking) {
    return Place.at(BookingIndex.nodes(booking, sources.schools()));
  }

  /** A booking, whoever asks; nothing when there is none of this name. */
  public Optional<Entry<Booking>> find(Id id) {
    return bookings.find(id).filter(found -> found.value().isKnown());
  }

  /** One booking. */
  Entry<Booking> read(Caller caller, Id id) {
    return reached(caller, Permission.READ_TIMETABLE, id);
  }

  private Entry<Booking> reached(Caller caller, Permission permission, Id id) {
    Entry<Booking> found =
        find(id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
    caller.require(permission, place(found.value()), TYPE.name(), id.value());
    return found;
  }

  /**
   * A page of bookings in the order in which they begin.
   *
   * @param from first day in China, of those that are listed
   * @param to last day
   */
  Page<Entry<Booking>> list(
      Caller caller,
      Map<String, String> filters,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      int limit,
      Optional<String> cursor) {
    return index.page(
        new BookingIndex.Wanted(
            filters,
            caller.reach(Permission.READ_TIMETABLE).within(),
            from.map(BookingService::start),
            to.map(day -> start(day.plusDays(1)))),
        limit,
        cursor);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(Agreement.CHINA).toInstant();
  }

  /** Bookings of an agreement between two days in China, both included, cancelled ones too. */
  public Stream<Entry<Booking>> ofAgreement(String agreement, LocalDate from, LocalDate to) {
    return found(Map.of("agreement", agreement), start(from), start(to.plusDays(1)));
  }

  /** Bookings by their school or teacher that end after one moment and begin before another. */
  public Stream<Entry<Booking>> found(Map<String, String> filters, Instant from, Instant to) {
    return index.all(BookingIndex.Wanted.of(filters).between(Optional.of(from), Optional.of(to)));
  }

  /** Bookings that are not over. */
  Stream<Entry<Booking>> ahead(Map<String, String> filters) {
    return index
        .all(
            BookingIndex.Wanted.of(filters).between(Optional.of(clock.instant()), Optional.empty()))
        .filter(entry -> entry.value().state() == BookingState.BOOKED);
  }

  /** Bookings that the clock has ended, and nobody else. */
  Stream<Entry<Booking>> over() {
    Instant now = clock.instant();
    return index
        .all(
            BookingIndex.Wanted.of(Map.of("state", BookingState.BOOKED.label()))
                .between(Optional.empty(), Optional.of(now)))
        .filter(entry -> !entry.value().slot().ends().isAfter(now));
  }

  /**
   * The agreement that a booking is a part of.
   *
   * @throws FaultException invalid, when there is none or the caller may not book for its schools
   */
  Agreement agreement(Caller caller, Optional<String> id) {
    Optional<Agreement> found = id.flatMap(sources.agreements()::find);
    return found
        .filter(
            each ->
                caller.may(Permission.BOOK_CLASSROOM, Place.at(sources.agreements().nodes(each))))
        .orElseThrow(
            () ->
                FaultException.invalid(
                    new Violations()
                        .add("/agreement", "agreement-not-found", id.orElse(""))
                        .found()));
  }

  /** When a draft would begin and end; nothing else of it is looked at that others must answer. */
  public Slot slot(Caller caller, BookingDraft draft) {
    return checks.planned(draft, agreement(caller, draft.agreement()));
  }

  /**
   * Books a lesson. Booking the same again under the same id changes nothing.
   *
   * @throws FaultException invalid; conflict, when somebody or something is taken
   */
  public Entry<Booking> book(Caller caller, BookingDraft draft, Optional<String> series) {
    Agreement between = agreement(caller, draft.agreement());
    BookingChecks.Checked checked = checks.checked(draft, between);
    Booking wanted =
        Booking.booked(
            draft.agreement().orElseThrow(), checked.content(), checked.slot(), series, "");
    return placing.book(draft.id().map(Id::new).orElseGet(Id::fresh), wanted, caller.account());
  }

  /**
   * Moves a booking that has not begun, or changes what it is about, by a merge patch.
   *
   * @throws FaultException invalid; stale; conflict
   */
  Entry<Booking> move(Caller caller, Id id, long version, ObjectNode patch) {
    Entry<Booking> before = reached(caller, Permission.BOOK_CLASSROOM, id);
    refuseStale(id, version);
    before.value().requireAhead(clock.instant());
    BookingDraft known = BookingDraft.of(id, before.value());
    BookingDraft draft =
        MergePatch.apply(
            patch.has("period") ? known.withoutTime() : known, patch, BookingDraft.class);
    refuseRenaming(known, draft);
    Agreement between = agreement(caller, draft.agreement());
    BookingChecks.Checked checked = checks.checked(draft, between);
    boolean same =
        checked.slot().equals(before.value().slot())
            && checked.content().equals(before.value().content());
    return same && before.version() == version
        ? before
        : placing.move(id, version, checked, caller.account());
  }

  private void refuseStale(Id id, long version) {
    long current = bookings.newest(id).map(Entry::version).orElse(0L);
    if (current != version) {
      throw FaultException.of(new Fault.Stale(current));
    }
  }

  private static void refuseRenaming(BookingDraft before, BookingDraft after) {
    Violations violations = new Violations();
    if (!before.id().equals(after.id())) {
      violations.add("/id", "cannot-change");
    }
    if (!before.agreement().equals(after.agreement())) {
      violations.add("/agreement", "cannot-change");
    }
    violations.refuse();
  }

  /**
   * Cancels a booking that has not begun.
   *
   * @param rest whether those of its series that come after it are cancelled too
   */
  void cancel(Caller caller, Id id, long version, Optional<String> reason, boolean rest) {
    Entry<Booking> found = reached(caller, Permission.BOOK_CLASSROOM, id);
    new Violations().text("reason", reason, LONGEST_REASON).refuse();
    Instant now = clock.instant();
    Entry<Booking> cancelled =
        bookings.update(
            id,
            OptionalLong.of(version),
            caller.account(),
            booking -> booking.cancelled(now, reason));
    placing.clear(id, cancelled.value().slot());
    Optional<String> series = found.value().series().filter(any -> rest);
    series.stream()
        .flatMap(name -> ahead(Map.of("series", name)))
        .filter(each -> each.value().slot().begins().isAfter(found.value().slot().begins()))
        .forEach(each -> cancel(each.id(), caller.account(), reason));
  }

  private void cancel(Id id, String by, Optional<String> reason) {
    Instant now = clock.instant();
    Entry<Booking> cancelled =
        bookings.update(
            id,
            by,
            booking ->
                booking.state() == BookingState.BOOKED && now.isBefore(booking.slot().begins())
                    ? booking.cancelled(now, reason)
                    : booking);
    if (cancelled.value().state() == BookingState.CANCELLED) {
      placing.clear(id, cancelled.value().slot());
    }
  }

  /** Cancels what is ahead of an agreement that has ended. */
  void agreementEnded(String agreement) {
    ahead(Map.of("agreement", agreement))
        .toList()
        .forEach(each -> cancel(each.id(), SYSTEM, Optional.of(Booking.AGREEMENT_ENDED)));
  }

  /** Whether an agreement, when there is one, does not bind any more. */
  boolean isOver(String agreement) {
    return sources.agreements().find(agreement).filter(each -> each.state().binds()).isEmpty();
  }

  /** Stops a lesson before its end; what it has taken is free from then on. */
  Entry<Booking> stop(Caller caller, Id id, long version) {
    reached(caller, Permission.BOOK_CLASSROOM, id);
    return change(id, OptionalLong.of(version), caller, each -> each.stopped(clock.instant()));
  }

  private Entry<Booking> change(
      Id id, OptionalLong version, Caller caller, UnaryOperator<Booking> change) {
    return bookings.update(id, version, caller.account(), change);
  }

  /** A lesson is over; does nothing when that is known, or it was cancelled. */
  public void ended(Id id, Instant when) {
    bookings.update(id, SYSTEM, booking -> booking.ended(when));
  }

  /**
   * Refuses to let a lesson begin that is not to be given.
   *
   * @throws FaultException not found; conflict, when it was cancelled or has ended, or its
   *     agreement does not hold now
   */
  public Entry<Booking> requireStart(Id id) {
    Entry<Booking> found =
        find(id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
    if (found.value().state() != BookingState.BOOKED) {
      throw FaultException.conflict("booking-state", found.value().state().label());
    }
    BookingChecks.refuseUnbound(
        sources
            .agreements()
            .find(found.value().agreement())
            .orElseThrow(() -> FaultException.conflict("agreement-not-binding")));
    return found;
  }
}
