package org.keqiao.timetable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.pairing.PairingStores;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.keqiao.timetable.bells.Bells;
import org.keqiao.timetable.bells.BellsRoutes;
import org.keqiao.timetable.bells.BellsService;
import org.keqiao.timetable.bells.SchoolCalendar;
import org.keqiao.timetable.booking.Booking;
import org.keqiao.timetable.booking.BookingIndex;
import org.keqiao.timetable.booking.BookingRoutes;
import org.keqiao.timetable.booking.BookingService;
import org.keqiao.timetable.booking.BookingSources;
import org.keqiao.timetable.booking.BookingStandings;
import org.keqiao.timetable.booking.BookingTick;
import org.keqiao.timetable.booking.Placing;
import org.keqiao.timetable.calendar.CalendarFeed;
import org.keqiao.timetable.calendar.FeedRoutes;
import org.keqiao.timetable.calendar.FeedService;
import org.keqiao.timetable.calendar.Icalendar;
import org.keqiao.timetable.free.FreeRoutes;
import org.keqiao.timetable.free.FreeService;
import org.keqiao.timetable.free.FreeTimes;
import org.keqiao.timetable.room.Room;
import org.keqiao.timetable.room.RoomRoutes;
import org.keqiao.timetable.room.RoomService;
import org.keqiao.timetable.series.SeriesRoutes;
import org.keqiao.timetable.series.SeriesService;
import org.keqiao.timetable.sheet.DaySheet;
import org.keqiao.timetable.sheet.SheetSweep;
import org.keqiao.timetable.sheet.Sheets;

/** The parts of this package, put together. */
public final class Timetable {

  private final Records<Bells> bells;
  private final Records<SchoolCalendar> calendars;
  private final Records<Room> rooms;
  private final Records<Booking> bookings;
  private final Records<CalendarFeed> feeds;
  private final BellsService bellsService;
  private final BookingService bookingService;
  private final FeedService feedService;
  private final FreeTimes freeTimes;
  private final BookingSources sources;
  private final BookingTick tick;
  private final SheetSweep sweep;
  private final List<Route> routes;

  /**
   * Puts the parts together over the two stores.
   *
   * @param names the name of a term of the taxonomy, by its facet and id
   */
  public Timetable(
      PairingStores stores,
      BookingSources sources,
      BinaryOperator<String> names,
      TimetableSettings settings,
      Clock clock) {
    this.sources = sources;
    this.bells = plain(stores, BellsService.BELLS);
    this.calendars = plain(stores, BellsService.CALENDAR);
    this.feeds = plain(stores, FeedService.TYPE);
    Projection<Booking> cards =
        new Projection<>(
            stores.elastic(),
            BookingService.TYPE,
            stores.mappings().resolve("booking.json"),
            entry -> BookingIndex.card(entry, sources.schools()));
    this.bookings = new Records<>(stores.bucket(), BookingService.TYPE, Optional.of(cards));
    this.rooms =
        stores.records(RoomService.TYPE, entry -> RoomService.card(entry, sources.schools()));
    BookingIndex index = new BookingIndex(cards);
    this.bellsService = new BellsService(bells, calendars, sources.schools());
    RoomService roomService =
        new RoomService(
            rooms, sources.schools(), sources.agreements(), room -> index.isTaken(room, clock));
    Sheets sheets =
        new Sheets(
            plain(stores, DaySheet.TYPE),
            new BookingStandings(bookings),
            school -> lessons(school, settings),
            clock);
    FreeTimes free = new FreeTimes(bellsService, roomService, sheets);
    this.freeTimes = free;
    this.bookingService =
        new BookingService(
            new BookingService.Shelf(bookings, index),
            sources,
            bellsService,
            roomService,
            new Placing(bookings, sheets, free, clock),
            clock);
    this.feedService = new FeedService(feeds, bookingService, sources, clock);
    this.tick = new BookingTick(bookingService, sources.agreements());
    this.sweep = new SheetSweep(sheets, clock, settings.sweepEvery());
    FreeService freeService =
        new FreeService(free, sources.schools(), sources.staff(), sources.agreements(), clock);
    this.routes =
        Stream.of(
                new BellsRoutes(bellsService, clock).routes(),
                new RoomRoutes(roomService).routes(),
                new BookingRoutes(bookingService, bellsService).routes(),
                new SeriesRoutes(new SeriesService(bookingService, bellsService), bellsService)
                    .routes(),
                new FreeRoutes(freeService).routes(),
                new FeedRoutes(feedService, new Icalendar(sources, roomService, names)).routes())
            .flatMap(List::stream)
            .toList();
    sources.schools().join(rooms);
    sources.schools().join(bookings);
  }

  /** Records that are read by id. */
  private static <T> Records<T> plain(PairingStores stores, RecordType<T> type) {
    return new Records<>(stores.bucket(), type, Optional.empty());
  }

  private int lessons(String school, TimetableSettings settings) {
    return settings.lessons(
        sources.schools().find(school).map(found -> found.value().lineKbps()).orElse(0));
  }

  /** School calendars, by the code of their region. */
  public Records<SchoolCalendar> calendars() {
    return calendars;
  }

  /** Bells, by the id of their school. */
  public Records<Bells> bells() {
    return bells;
  }

  /** Rooms. */
  public Records<Room> rooms() {
    return rooms;
  }

  /** What days of schools are like. */
  public BellsService bellsService() {
    return bellsService;
  }

  /** What can be done with bookings. */
  public BookingService bookingService() {
    return bookingService;
  }

  /** When schools have time for each other. */
  public FreeTimes freeTimes() {
    return freeTimes;
  }

  /** Tells of every agreement of which a booking is made or changed here from now on. */
  public void whenBooked(Consumer<String> told) {
    bookings.listen(
        (id, before, after) ->
            after.or(() -> before).ifPresent(booking -> told.accept(booking.agreement())));
  }

  /** What programs subscribe to. */
  public FeedService feedService() {
    return feedService;
  }

  /** All of it over HTTP. */
  public List<Route> routes() {
    return routes;
  }

  /** What keeps the cards in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(Reconcile.of(rooms), Reconcile.of(bookings))
        .<Reconcile<?>>flatMap(Optional::stream)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open(
            BellsService.BELLS.name(),
            bells,
            (school, value) -> sources.schools().around(school.value())),
        Audited.open(
            BellsService.CALENDAR.name(),
            calendars,
            (region, value) -> sources.schools().around(region.value())),
        Audited.open(
            RoomService.TYPE.name(), rooms, (id, room) -> sources.schools().around(room.school())),
        Audited.open(
            BookingService.TYPE.name(),
            bookings,
            (id, booking) -> BookingIndex.nodes(booking, sources.schools())),
        Audited.secret(
            FeedService.TYPE.name(),
            feeds,
            (id, feed) -> sources.staff().nodes(new Id(feed.account()))));
  }

  /** Lets the clock have its say from now on, until it is closed. */
  public AutoCloseable keepTime() {
    return tick.start();
  }

  /** Keeps day sheets short from now on, until it is closed. */
  public AutoCloseable sweep() {
    return sweep.start();
  }
}
