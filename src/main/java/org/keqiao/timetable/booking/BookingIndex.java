package org.keqiao.timetable.booking;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keqiao.http.Page;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Projection;

/** What of bookings is searched, and how. */
public final class BookingIndex {

  private static final int MANY = 500;
  private static final List<SortOptions> IN_ORDER = List.of(sort("begins"), sort("key"));
  private static final Pattern PLACE = Pattern.compile("(-?\\d{1,18}) ([a-z0-9-]{1,64}/)");

  private final Projection<Booking> cards;

  /** Of these cards. */
  public BookingIndex(Projection<Booking> cards) {
    this.cards = cards;
  }

  /** A booking's card; what is void belongs nowhere and is not listed. */
  public static Map<String, Object> card(Entry<Booking> entry, SchoolService schools) {
    Booking booking = entry.value();
    Slot slot = booking.slot();
    Map<String, Object> card = new HashMap<>();
    card.put("state", booking.state().label());
    card.put("listed", booking.isKnown());
    if (booking.isKnown()) {
      card.put("agreement", booking.agreement());
      card.put("school", slot.schools());
      card.put("teacher", slot.people().toList());
      card.put("room", slot.seats().map(Slot.Seat::room).toList());
      card.put("begins", slot.begins().toString());
      card.put("ends", booking.endedAt().orElse(slot.ends()).toString());
      card.put("places", nodes(booking, schools));
      booking.series().ifPresent(series -> card.put("series", series));
    }
    return card;
  }

  /** The schools of a booking and the regions around them. */
  public static List<String> nodes(Booking booking, SchoolService schools) {
    return booking.isKnown()
        ? booking.slot().schools().stream()
            .flatMap(school -> schools.around(school).stream())
            .distinct()
            .toList()
        : List.of();
  }

  private static SortOptions sort(String field) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(SortOrder.Asc)));
  }

  /**
   * Which bookings.
   *
   * @param filters keyword fields and the value each must have
   * @param within nodes of the tree, one of which a booking must lie in; absent for all
   * @param after it ends after this moment
   * @param before it begins before this moment
   */
  record Wanted(
      Map<String, String> filters,
      Optional<Set<String>> within,
      Optional<Instant> after,
      Optional<Instant> before) {

    static Wanted of(Map<String, String> filters) {
      return new Wanted(filters, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Wanted between(Optional<Instant> from, Optional<Instant> to) {
      return new Wanted(filters, within, from, to);
    }
  }

  /** Whether a room is booked for a lesson that is not over. */
  public boolean isTaken(String room, Clock clock) {
    Map<String, String> filters = Map.of("room", room, "state", BookingState.BOOKED.label());
    return all(Wanted.of(filters).between(Optional.of(clock.instant()), Optional.empty()))
        .findAny()
        .isPresent();
  }

  /** A page, in the order in which the lessons begin. */
  Page<Entry<Booking>> page(Wanted wanted, int limit, Optional<String> cursor) {
    List<Entry<Booking>> found =
        found(wanted, limit + 1, cursor.map(Page::place).map(BookingIndex::after));
    List<Entry<Booking>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page,
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  /** Every one, as written up to now. */
  Stream<Entry<Booking>> all(Wanted wanted) {
    cards.refresh();
    List<Entry<Booking>> first = found(wanted, MANY, Optional.empty());
    return Stream.iterate(
            first,
            page -> !page.isEmpty(),
            page ->
                page.size() < MANY
                    ? List.<Entry<Booking>>of()
                    : found(wanted, MANY, Optional.of(after(place(page.getLast())))))
        .flatMap(List::stream);
  }

  private static List<Query> queries(Wanted wanted) {
    List<Query> queries = new ArrayList<>();
    queries.add(Query.of(q -> q.term(t -> t.field("listed").value(true))));
    wanted
        .filters()
        .forEach(
            (field, value) -> queries.add(Query.of(q -> q.term(t -> t.field(field).value(value)))));
    wanted
        .within()
        .map(nodes -> nodes.stream().map(FieldValue::of).toList())
        .ifPresent(
            any ->
                queries.add(
                    Query.of(q -> q.terms(t -> t.field("places").terms(v -> v.value(any))))));
    wanted
        .after()
        .ifPresent(
            moment ->
                queries.add(
                    Query.of(
                        q -> q.range(r -> r.date(d -> d.field("ends").gt(moment.toString()))))));
    wanted
        .before()
        .ifPresent(
            moment ->
                queries.add(
                    Query.of(
                        q -> q.range(r -> r.date(d -> d.field("begins").lt(moment.toString()))))));
    return queries;
  }

  private List<Entry<Booking>> found(Wanted wanted, int most, Optional<List<FieldValue>> after) {
    return cards
        .call(
            es ->
                es.search(
                    search -> {
                      search
                          .index(cards.alias())
                          .size(most)
                          .query(q -> q.bool(b -> b.filter(queries(wanted))))
                          .sort(IN_ORDER);
                      after.ifPresent(search::searchAfter);
                      return search;
                    },
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(cards::entry)
        .toList();
  }

  private static String place(Entry<Booking> booking) {
    return booking.value().slot().begins().toEpochMilli() + " " + booking.id().value() + "/";
  }

  private static List<FieldValue> after(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }
}
