package org.keqiao.catalogue.demand;

import co.elastic.clients.elasticsearch._types.SortOptions;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.search.SearchCursor;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Projection;

/** What of a demand is searched, and how. */
final class DemandIndex {

  private static final List<SortOptions> MOST_ASKED_FIRST =
      List.of(sort("asked", SortOrder.Desc), sort("key", SortOrder.Asc));

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
    cursor.ifPresent(from -> search.searchAfter(SearchCursor.place(from, MOST_ASKED_FIRST.size())));
    List<Hit<ObjectNode>> hits =
        cards.call(es -> es.search(search.build(), ObjectNode.class)).hits().hits();
    return new Page<>(
        hits.stream().limit(limit).map(cards::entry).toList(),
        hits.size() > limit
            ? Optional.of(SearchCursor.after(hits.get(limit - 1).sort()))
            : Optional.empty());
  }
}
