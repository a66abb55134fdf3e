package org.keqiao.timetable.calendar;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;
import org.keqiao.timetable.booking.Booking;
import org.keqiao.timetable.booking.BookingService;
import org.keqiao.timetable.booking.BookingSources;

/**
 * Calendars that programs subscribe to which cannot sign in: whoever knows the address reads them,
 * as long as the account that subscribed may, and has not revoked it. Of the secret only the hash
 * is kept.
 */
public final class FeedService {

  /** Calendar feeds. */
  public static final RecordType<CalendarFeed> TYPE =
      new RecordType<>("calendar-feed", CalendarFeed.class);

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 24;
  private static final int DIGITS = 40;
  private static final int MOST = 20;
  private static final Duration PAST = Duration.ofDays(90);
  private static final Duration AHEAD = Duration.ofDays(400);

  private final Records<CalendarFeed> feeds;
  private final BookingService bookings;
  private final BookingSources sources;
  private final Clock clock;

  /** Over these. */
  public FeedService(
      Records<CalendarFeed> feeds, BookingService bookings, BookingSources sources, Clock clock) {
    this.feeds = feeds;
    this.bookings = bookings;
    this.sources = sources;
    this.clock = clock;
  }

  /** What a caller wants to subscribe to. */
  record FeedDraft(Optional<CalendarFeed.Kind> of, Optional<String> whose) {}

  /**
   * A feed, and what it is read with.
   *
   * @param secret shown now and never again
   */
  record Made(Entry<CalendarFeed> feed, String secret) {}

  /** The feeds of an account, found among those of others by the beginning of their names. */
  private static String beginning(String account) {
    return DigestUtils.sha256Hex(account).substring(0, 16) + "-";
  }

  /**
   * Subscribes.
   *
   * @throws FaultException invalid, also for what the caller may not read; conflict, when she has
   *     very many
   */
  Made create(Caller caller, FeedDraft draft) {
    Violations violations = new Violations();
    if (draft.of().isEmpty()) {
      violations.add("/of", "missing");
    }
    if (draft.whose().isEmpty()) {
      violations.add("/whose", "missing");
    }
    violations.refuse();
    CalendarFeed feed =
        new CalendarFeed(
            caller.account(), draft.of().orElseThrow(), draft.whose().orElseThrow(), false);
    if (!mayRead(caller, feed)) {
      throw FaultException.invalid(
          new Violations().add("/whose", feed.of().label() + "-not-found", feed.whose()).found());
    }
    if (of(caller).size() >= MOST) {
      throw FaultException.conflict("calendar-feeds-many", MOST);
    }
    String token = token(caller.account());
    return new Made(feeds.create(idOf(token).orElseThrow(), feed, caller.account()), token);
  }

  /** The address names the account only by a hash, beside what is secret. */
  private static String token(String account) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return beginning(account) + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static Optional<Id> idOf(String token) {
    int cut = token.indexOf('-') + 1;
    return Optional.of(
            token.substring(0, cut)
                + DigestUtils.sha256Hex(token.substring(cut)).substring(0, DIGITS))
        .filter(Id::isId)
        .map(Id::new);
  }

  private boolean mayRead(Caller caller, CalendarFeed feed) {
    List<String> nodes =
        switch (feed.of()) {
          case TEACHER ->
              Id.isId(feed.whose()) && sources.accounts().isActive(new Id(feed.whose()))
                  ? sources.staff().nodes(new Id(feed.whose()))
                  : List.<String>of();
          case SCHOOL ->
              sources.schools().find(feed.whose()).isPresent()
                  ? sources.schools().around(feed.whose())
                  : List.<String>of();
        };
    return !nodes.isEmpty()
        && (feed.whose().equals(caller.account())
            || caller.may(Permission.READ_TIMETABLE, Place.at(nodes)));
  }

  /** The caller's own feeds that were not revoked. */
  List<Entry<CalendarFeed>> of(Caller caller) {
    return of(new Id(caller.account())).filter(each -> !each.value().revoked()).toList();
  }

  /** All feeds of an account. */
  public Stream<Entry<CalendarFeed>> of(Id account) {
    return feeds.idsBeginning(beginning(account.value())).stream()
        .flatMap(id -> feeds.find(id).stream());
  }

  /**
   * Revokes a feed of the caller's.
   *
   * @throws FaultException not found
   */
  void revoke(Caller caller, Id id) {
    if (of(caller).stream().noneMatch(each -> each.id().equals(id))) {
      throw FaultException.notFound(TYPE.name(), id.value());
    }
    feeds.update(id, caller.account(), CalendarFeed::ended);
  }

  /**
   * What a feed holds.
   *
   * @param bookings in the order in which they begin, cancelled ones too
   */
  record Content(CalendarFeed feed, String name, List<Entry<Booking>> bookings) {}

  /**
   * Reads a feed.
   *
   * @throws FaultException not found, when it was revoked, never was, or whoever subscribed may not
   *     read it any more
   */
  Content read(String token) {
    CalendarFeed feed =
        idOf(token)
            .flatMap(feeds::find)
            .map(Entry::value)
            .filter(each -> !each.revoked())
            .filter(
                each ->
                    sources
                        .accounts()
                        .callerOf(new Id(each.account()))
                        .filter(caller -> mayRead(caller, each))
                        .isPresent())
            .orElseThrow(() -> FaultException.notFound("calendar", ""));
    Instant now = clock.instant();
    return new Content(
        feed,
        name(feed),
        bookings
            .found(Map.of(feed.of().label(), feed.whose()), now.minus(PAST), now.plus(AHEAD))
            .toList());
  }

  private String name(CalendarFeed feed) {
    return switch (feed.of()) {
      case TEACHER -> sources.accounts().name(new Id(feed.whose())).orElse(feed.whose());
      case SCHOOL -> sources.schools().name(feed.whose()).orElse(feed.whose());
    };
  }
}
