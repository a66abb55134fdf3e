package org.keqiao.ledger.hour;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Way;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Card;
import org.keqiao.store.Entry;
import org.keqiao.store.Projection;

/** What of hours is searched, and how. */
public final class HourIndex {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}) ([a-z0-9-]{1,64}/)");
  private static final int PAGE = 500;
  private static final List<SortOptions> FIRST = List.of(sort("begins"), sort("key"));

  private final Projection<Hour> cards;

  HourIndex(Projection<Hour> cards) {
    this.cards = cards;
  }

  /**
   * Which hours.
   *
   * @param filters keyword fields and the value each must have
   * @param within nodes of the tree, one of which an hour must lie in; absent for all
   * @param from the first moment at which they begin, if there is one
   * @param to the moment before which they begin, if there is one
   */
  public record Wanted(
      Map<String, String> filters,
      Optional<Set<String>> within,
      Optional<Instant> from,
      Optional<Instant> to) {

    /** Those of an agreement. */
    public static Wanted of(String agreement, Instant from, Instant to) {
      return new Wanted(
          Map.of("agreement", agreement), Optional.empty(), Optional.of(from), Optional.of(to));
    }
  }

  /** As filters of a search. */
  public static List<Query> queries(Wanted wanted) {
    List<Query> queries = new ArrayList<>();
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
        .from()
        .map(Instant::toString)
        .ifPresent(
            moment ->
                queries.add(
                    Query.of(q -> q.range(r -> r.date(d -> d.field("begins").gte(moment))))));
    wanted
        .to()
        .map(Instant::toString)
        .ifPresent(
            moment ->
                queries.add(
                    Query.of(q -> q.range(r -> r.date(d -> d.field("begins").lt(moment))))));
    return queries;
  }

  static Card<Hour> cards(SchoolService schools) {
    return entry -> card(entry.value(), schools);
  }

  private static Map<String, Object> card(Hour hour, SchoolService schools) {
    Lesson lesson = hour.lesson();
    Map<String, Object> card = new HashMap<>();
    card.put("agreement", lesson.agreement());
    card.put("urban", lesson.urban());
    card.put("rural", lesson.rural());
    card.put("school", List.of(lesson.urban(), lesson.rural()));
    card.put("places", nodes(hour, schools));
    card.put("area", schools.regionsAround(lesson.rural()));
    card.put("week", lesson.week().toString());
    card.put("begins", lesson.begins().toEpochMilli());
    card.put("adHoc", lesson.booking().isEmpty());
    card.put("state", hour.state().label());
    lesson.about().subject().ifPresent(subject -> card.put("subject", subject));
    hour.counted().ifPresent(known -> card.put("countedAt", known.at().toEpochMilli()));
    hour.verdict()
        .ifPresent(
            verdict -> {
              card.put("outcome", verdict.outcome().label());
              card.put("minutes", verdict.minutes());
              verdict.way().map(Way::label).ifPresent(way -> card.put("way", way));
              if (verdict.outcome() == Outcome.DELIVERED) {
                verdict.way().map(Way::label).ifPresent(way -> card.put("delivered", way));
              }
            });
    return card;
  }

  /** The schools of an hour and the regions around them. */
  static List<String> nodes(Hour hour, SchoolService schools) {
    return Stream.of(hour.lesson().urban(), hour.lesson().rural())
        .flatMap(school -> schools.around(school).stream())
        .distinct()
        .toList();
  }

  private static SortOptions sort(String field) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(SortOrder.Asc)));
  }

  /** A page of hours, the first ones first. */
  Page<Entry<Hour>> page(Wanted wanted, int limit, Optional<String> cursor) {
    List<Entry<Hour>> found = found(wanted, limit + 1, cursor.map(Page::place));
    List<Entry<Hour>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page,
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  /** All of them as written up to now, the first ones first. */
  public Stream<Entry<Hour>> all(Wanted wanted) {
    cards.refresh();
    return Stream.iterate(
            found(wanted, PAGE, Optional.empty()),
            page -> !page.isEmpty(),
            page ->
                page.size() < PAGE
                    ? List.of()
                    : found(wanted, PAGE, Optional.of(place(page.getLast()))))
        .flatMap(List::stream);
  }

  private List<Entry<Hour>> found(Wanted wanted, int most, Optional<String> after) {
    Optional<List<FieldValue>> place = after.map(HourIndex::place);
    return cards
        .call(
            es ->
                es.search(
                    search -> {
                      search
                          .index(cards.alias())
                          .size(most)
                          .query(q -> q.bool(b -> b.filter(queries(wanted))))
                          .sort(FIRST);
                      place.ifPresent(search::searchAfter);
                      return search;
                    },
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(cards::entry)
        .toList();
  }

  private static String place(Entry<Hour> hour) {
    return hour.value().lesson().begins().toEpochMilli() + " " + hour.id().value() + "/";
  }

  private static List<FieldValue> place(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }
}
