package org.keqiao.catalogue.demand;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Projection;

/** What of a demand is searched, and how. */
final class DemandIndex {

  private static final List<SortOptions> MOST_ASKED_FIRST =
      List.of(sort("asked", SortOrder.Desc), sort("key", SortOrder.Asc));

  private static final Pattern PLACE = Pattern.compile("(\\d{1,18}) ([a-z0-9-]{1,64}/)");

  private final Projection<Demand> cards;

  DemandIndex(Projection<Demand> cards) {
    this.cards = cards;
  }

  static Map<String, Object> card(Entry<Demand> entry) {
    Demand demand = entry.value();
    Map<String, Object> card = new HashMap<>();
    demand
        .wanted()
        .place()
        .ifPresent(
            place -> {
              card.put("node", place.node());
              card.put("textbook", place.textbook());
              card.put("subject", place.subject());
            });
    card.put("asked", demand.asked());
    return card;
  }

  private static SortOptions sort(String field, SortOrder order) {
    return SortOptions.of(s -> s.field(f -> f.field(field).order(order)));
  }

  /**
   * A page of demands.
   *
   * @param filters keyword fields and the value each must have
   */
  Page<Entry<Demand>> mostAsked(Map<String, String> filters, int limit, Optional<String> cursor) {
    List<Query> terms =
        filters.entrySet().stream()
            .map(each -> Query.of(q -> q.term(t -> t.field(each.getKey()).value(each.getValue()))))
            .toList();
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(cards.alias())
            .size(limit + 1)
            .query(q -> q.bool(b -> b.filter(terms)))
            .sort(MOST_ASKED_FIRST);
    cursor.map(Page::place).ifPresent(place -> search.searchAfter(after(place)));
    List<Entry<Demand>> found =
        cards.call(es -> es.search(search.build(), ObjectNode.class)).hits().hits().stream()
            .map(cards::entry)
            .toList();
    List<Entry<Demand>> page = found.stream().limit(limit).toList();
    return new Page<>(
        page,
        found.size() > limit ? Optional.of(Page.cursor(place(page.getLast()))) : Optional.empty());
  }

  /** Where a demand stands in the order, in the form of {@link #PLACE}. */
  private static String place(Entry<Demand> demand) {
    return demand.value().asked() + " " + demand.id().value() + "/";
  }

  private static List<FieldValue> after(String place) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw Page.badCursor();
    }
    return List.of(FieldValue.of(Long.parseLong(parts.group(1))), FieldValue.of(parts.group(2)));
  }
}
