package org.keqiao.store;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A page of records by exact filters, in the order of their ids: enough for short lists that nobody
 * ranks.
 *
 * @param items in order
 * @param next the place after which the next page begins; absent on the last
 */
public record Listing<T>(List<Entry<T>> items, Optional<String> next) {

  private static final int PAGE = 500;

  /**
   * Reads a page.
   *
   * @param filters keyword fields and the value each must have
   * @param after place where the page begins, from the page before
   */
  public static <T> Listing<T> of(
      Records<T> records, Map<String, String> filters, int limit, Optional<String> after) {
    return of(records, filters, Optional.empty(), limit, after);
  }

  /**
   * Reads a page of what belongs to some schools and regions.
   *
   * @param within nodes of the tree, of which the {@code places} of a card name one or more; absent
   *     for all
   */
  public static <T> Listing<T> of(
      Records<T> records,
      Map<String, String> filters,
      Optional<Set<String>> within,
      int limit,
      Optional<String> after) {
    Projection<T> cards = records.projection().orElseThrow();
    SearchResponse<ObjectNode> found =
        cards.call(
            es ->
                es.search(
                    search -> {
                      search
                          .index(cards.alias())
                          .size(limit + 1)
                          .query(q -> q.bool(b -> b.filter(terms(filters)).filter(places(within))))
                          .sort(s -> s.field(f -> f.field("key").order(SortOrder.Asc)));
                      after.ifPresent(place -> search.searchAfter(FieldValue.of(place)));
                      return search;
                    },
                    ObjectNode.class));
    List<Entry<T>> entries = found.hits().hits().stream().limit(limit).map(cards::entry).toList();
    boolean more = found.hits().hits().size() > limit;
    return new Listing<>(
        entries, more ? Optional.of(entries.getLast().id().value() + "/") : Optional.empty());
  }

  /** Every record that fits, as written up to now, in the order of their ids. */
  public static <T> Stream<Entry<T>> all(Records<T> records, Map<String, String> filters) {
    return all(records, filters, Optional.empty());
  }

  /** The same of what belongs to some schools and regions. */
  public static <T> Stream<Entry<T>> all(
      Records<T> records, Map<String, String> filters, Optional<Set<String>> within) {
    records.projection().orElseThrow().refresh();
    return Stream.iterate(
            Optional.of(of(records, filters, within, PAGE, Optional.empty())),
            Optional::isPresent,
            page ->
                page.flatMap(Listing::next)
                    .map(after -> of(records, filters, within, PAGE, Optional.of(after))))
        .flatMap(page -> page.stream().flatMap(listing -> listing.items().stream()));
  }

  private static List<Query> places(Optional<Set<String>> within) {
    return within
        .map(nodes -> nodes.stream().map(FieldValue::of).toList())
        .map(any -> Query.of(q -> q.terms(t -> t.field("places").terms(v -> v.value(any)))))
        .stream()
        .toList();
  }

  private static List<Query> terms(Map<String, String> filters) {
    return filters.entrySet().stream()
        .map(
            filter -> Query.of(q -> q.term(t -> t.field(filter.getKey()).value(filter.getValue()))))
        .toList();
  }
}
