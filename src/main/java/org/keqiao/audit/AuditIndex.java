package org.keqiao.audit;

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
import org.keqiao.fault.FaultException;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.TrailLine;

/** What of the trail is searched, and how. */
final class AuditIndex {

  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}) ([a-z0-9-]{1,64}/)");
  private static final List<SortOptions> NEWEST_FIRST =
      List.of(sort("at", SortOrder.Desc), sort("key", SortOrder.Asc));

  private static final int MANY = 500;

  private final Projection<TrailLine> lines;

  AuditIndex(Projection<TrailLine> lines) {
    this.lines = lines;
  }

  static Map<String, Object> card(Entry<TrailLine> entry) {
    TrailLine line = entry.value();
    Map<String, Object> card = new HashMap<>();
    card.put("record", line.type() + "/" + line.record());
    card.put("type", line.type());
    card.put("account", line.by());
    card.put("at", line.at().toEpochMilli());
    card.put("places", line.places());
    line.origin().ifPresent(origin -> card.put("operation", origin.operation()));
    return card;
  }

  private static SortOptions sort(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  /**
   * Lines, the newest first.
   *
   * @param filters keyword fields and the value each must have
   * @param within nodes of the tree, one of which a line must lie in; absent for all
   */
  Page<TrailLine> newest(
      Map<String, String> filters,
      Optional<Set<String>> within,
      Period period,
      int limit,
      Optional<String> cursor) {
    Optional<List<FieldValue>> after = cursor.map(Page::place).map(AuditIndex::after);
    List<Query> wanted = wanted(filters, within, period);
    List<Entry<TrailLine>> found = found(wanted, limit + 1, after);
    List<Entry<TrailLine>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page.stream().map(Entry::value).toList(),
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  private List<Entry<TrailLine>> found(
      List<Query> wanted, int most, Optional<List<FieldValue>> after) {
    return lines
        .call(
            es ->
                es.search(
                    search -> {
                      search
                          .index(lines.alias())
                          .size(most)
                          .query(q -> q.bool(b -> b.filter(wanted)))
                          .sort(NEWEST_FIRST);
                      after.ifPresent(search::searchAfter);
                      return search;
                    },
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(lines::entry)
        .toList();
  }

  /**
   * Forgets the lines of a kind of record from before a moment.
   *
   * @throws FaultException unavailable, when the index keeps them
   */
  void forget(String type, Instant before) {
    Period old = new Period(Optional.empty(), Optional.of(before));
    List<Query> wanted = wanted(Map.of("type", type), Optional.empty(), old);
    List<Id> some = some(wanted);
    while (!some.isEmpty()) {
      lines.forget(lines.alias(), some);
      List<Id> left = some(wanted);
      if (left.equals(some)) {
        throw FaultException.unavailable("search-unavailable", null);
      }
      some = left;
    }
  }

  private List<Id> some(List<Query> wanted) {
    lines.refresh();
    return found(wanted, MANY, Optional.empty()).stream().map(Entry::id).toList();
  }

  /** From a moment on, and before another one. */
  record Period(Optional<Instant> from, Optional<Instant> to) {}

  private static List<Query> wanted(
      Map<String, String> filters, Optional<Set<String>> within, Period period) {
    List<Query> wanted = new ArrayList<>();
    filters.forEach(
        (field, value) -> wanted.add(Query.of(q -> q.term(t -> t.field(field).value(value)))));
    within
        .map(nodes -> nodes.stream().map(FieldValue::of).toList())
        .ifPresent(
            any ->
                wanted.add(
                    Query.of(q -> q.terms(t -> t.field("places").terms(v -> v.value(any))))));
    period
        .from()
        .ifPresent(
            moment ->
                wanted.add(
                    Query.of(
                        q -> q.range(r -> r.date(d -> d.field("at").gte(moment.toString()))))));
    period
        .to()
        .ifPresent(
            moment ->
                wanted.add(
                    Query.of(q -> q.range(r -> r.date(d -> d.field("at").lt(moment.toString()))))));
    return wanted;
  }

  private static String place(Entry<TrailLine> line) {
    return line.value().at().toEpochMilli() + " " + line.id().value() + "/";
  }

  private static List<FieldValue> after(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }
}
