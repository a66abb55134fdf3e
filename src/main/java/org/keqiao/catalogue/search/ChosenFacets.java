package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was clicked: it filters the lessons, and a facet still counts the values beside the chosen
 * one.
 *
 * @param values chosen values by facet: several of one facet are alternatives
 */
public record ChosenFacets(Map<String, List<String>> values) {

  private static final int MOST_VALUES = 50;
  private static final String VALUES = "values";

  /**
   * How many lessons a value has.
   *
   * @param value id of the value
   * @param count lessons
   */
  public record Count(String value, long count) {}

  /** Everything that was clicked. */
  public Query all() {
    return except("");
  }

  private Query except(String left) {
    BoolQuery.Builder chosen = new BoolQuery.Builder();
    values.forEach(
        (facet, any) -> {
          if (!facet.equals(left) && !any.isEmpty()) {
            List<FieldValue> alternatives = any.stream().map(FieldValue::of).toList();
            chosen.filter(f -> f.terms(t -> t.field(facet).terms(v -> v.value(alternatives))));
          }
        });
    return Query.of(q -> q.bool(chosen.build()));
  }

  /** Counts the values of a facet among what the clicks on all other facets leave. */
  public Aggregation count(String facet) {
    Aggregation counted = Aggregation.of(a -> a.terms(t -> t.field(facet).size(MOST_VALUES)));
    Query others = except(facet);
    // A filter, even one that lets everything through, runs the whole query once more.
    return others.bool().filter().isEmpty()
        ? counted
        : Aggregation.of(a -> a.filter(others).aggregations(VALUES, counted));
  }

  /** Reads what was counted. */
  public static Map<String, List<Count>> counts(SearchResponse<?> found, List<String> facets) {
    Map<String, List<Count>> counts = new LinkedHashMap<>();
    for (String facet : facets) {
      Aggregate counted = found.aggregations().get(facet);
      Aggregate each =
          counted != null && counted.isFilter()
              ? counted.filter().aggregations().get(VALUES)
              : counted;
      counts.put(
          facet,
          each == null || !each.isSterms()
              ? List.of()
              : each.sterms().buckets().array().stream()
                  .map(bucket -> new Count(bucket.key().stringValue(), bucket.docCount()))
                  .toList());
    }
    return counts;
  }
}
