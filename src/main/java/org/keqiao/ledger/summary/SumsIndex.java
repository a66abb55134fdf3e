package org.keqiao.ledger.summary;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.ledger.agreement.Sums;
import org.keqiao.ledger.count.Outcome;
import org.keqiao.ledger.count.Way;
import org.keqiao.ledger.hour.Hour;
import org.keqiao.ledger.hour.HourIndex;
import org.keqiao.ledger.hour.HourState;
import org.keqiao.store.Projection;

/** Sums of hours, from their cards. */
final class SumsIndex {

  private static final String OUTCOMES = "outcomes";
  private static final String WAYS = "ways";
  private static final String STATES = "states";
  private static final String AD_HOC = "adHoc";
  private static final String MINUTES = "minutes";
  private static final String ROWS = "rows";

  /** The row of hours of which nobody said what they were about. */
  private static final String UNKNOWN = "unknown";

  private static final int MOST_ROWS = 10_000;

  private final Projection<Hour> cards;

  SumsIndex(Projection<Hour> cards) {
    this.cards = cards;
  }

  /** Of all of some hours, and of those that have each value of a field. */
  record Found(Sums total, Map<String, Sums> rows) {}

  /**
   * Sums of hours as they stand a moment ago.
   *
   * @param field keyword field by which they are told apart
   */
  Found sums(HourIndex.Wanted wanted, String field) {
    Aggregation rows =
        Aggregation.of(
            a ->
                a.terms(t -> t.field(field).missing(UNKNOWN).size(MOST_ROWS))
                    .aggregations(perRow()));
    Map<String, Aggregation> all = new HashMap<>(perRow());
    all.put(ROWS, rows);
    SearchResponse<Void> found =
        cards.call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(0)
                            .trackTotalHits(t -> t.enabled(true))
                            .query(q -> q.bool(b -> b.filter(HourIndex.queries(wanted))))
                            .aggregations(all),
                    Void.class));
    Map<String, Sums> each = new HashMap<>();
    for (StringTermsBucket bucket : buckets(found.aggregations(), ROWS)) {
      each.put(bucket.key().stringValue(), read(bucket.docCount(), bucket.aggregations()));
    }
    long total = Optional.ofNullable(found.hits().total()).map(hits -> hits.value()).orElse(0L);
    return new Found(read(total, found.aggregations()), each);
  }

  private static Map<String, Aggregation> perRow() {
    Aggregation minutes = Aggregation.of(a -> a.sum(s -> s.field(MINUTES)));
    return Map.of(
        OUTCOMES,
        Aggregation.of(a -> a.terms(t -> t.field("outcome")).aggregations(MINUTES, minutes)),
        WAYS,
        Aggregation.of(a -> a.terms(t -> t.field("delivered"))),
        STATES,
        Aggregation.of(a -> a.terms(t -> t.field("state"))),
        AD_HOC,
        Aggregation.of(a -> a.filter(q -> q.term(t -> t.field(AD_HOC).value(true)))));
  }

  private static List<StringTermsBucket> buckets(Map<String, Aggregate> found, String name) {
    return Optional.ofNullable(found.get(name))
        .map(each -> each.sterms().buckets().array())
        .orElse(List.of());
  }

  private static Map<String, Long> counts(Map<String, Aggregate> found, String name) {
    Map<String, Long> counts = new HashMap<>();
    buckets(found, name).forEach(each -> counts.put(each.key().stringValue(), each.docCount()));
    return counts;
  }

  private static Sums read(long hours, Map<String, Aggregate> found) {
    Map<String, Long> outcomes = counts(found, OUTCOMES);
    Map<String, Long> ways = counts(found, WAYS);
    Map<String, Long> states = counts(found, STATES);
    long counted = outcomes.values().stream().mapToLong(Long::longValue).sum();
    return new Sums(
        hours,
        Optional.ofNullable(found.get(AD_HOC)).map(each -> each.filter().docCount()).orElse(0L),
        hours - counted,
        new Sums.Delivered(
            outcomes.getOrDefault(Outcome.DELIVERED.label(), 0L),
            ways.getOrDefault(Way.LIVE.label(), 0L),
            ways.getOrDefault(Way.VIDEO.label(), 0L),
            ways.getOrDefault(Way.LITE.label(), 0L),
            ways.getOrDefault(Way.AUDIO.label(), 0L)),
        outcomes.getOrDefault(Outcome.PARTIAL.label(), 0L),
        partialMinutes(found),
        outcomes.getOrDefault(Outcome.MISSED.label(), 0L),
        outcomes.getOrDefault(Outcome.MADE_UP.label(), 0L),
        states.getOrDefault(HourState.DISPUTED.label(), 0L),
        states.getOrDefault(HourState.CONFIRMED.label(), 0L)
            + states.getOrDefault(HourState.SETTLED.label(), 0L));
  }

  private static long partialMinutes(Map<String, Aggregate> found) {
    return buckets(found, OUTCOMES).stream()
        .filter(each -> each.key().stringValue().equals(Outcome.PARTIAL.label()))
        .map(each -> Optional.ofNullable(each.aggregations().get(MINUTES)))
        .flatMap(Optional::stream)
        .mapToLong(sum -> Optional.ofNullable(sum.sum().value()).map(Math::round).orElse(0L))
        .sum();
  }
}
