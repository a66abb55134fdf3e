package org.keqiao.selection.panel;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.keqiao.store.Card;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** What of panels is searched and counted. */
final class PanelIndex {

  /** Of so many reviewers of a round it is known what they have to do, five states of each. */
  private static final int MOST_PARTS = 50_000;

  private static final int LAPSED_AT_ONCE = 500;

  private final Projection<Panel> cards;

  PanelIndex(Projection<Panel> cards) {
    this.cards = cards;
  }

  /**
   * @param nodes the place of a round and the regions around it
   */
  static Card<Panel> cards(Function<Id, List<String>> nodes) {
    return entry -> {
      Panel panel = entry.value();
      Map<String, Object> card = new HashMap<>();
      Map<String, Integer> counts = panel.counts();
      card.put("round", panel.round());
      card.put("submission", panel.submission());
      card.put("subject", panel.of().subject());
      card.put("lineage", panel.lineage());
      card.put("mine", panel.seats().stream().flatMap(seat -> part(seat).stream()).toList());
      card.put(
          "reviewer", panel.seats().stream().flatMap(seat -> seat.reviewer().stream()).toList());
      card.put("states", List.copyOf(counts.keySet()));
      card.put("seats", counts);
      panel.nextDue().ifPresent(due -> card.put("due", due.toEpochMilli()));
      card.put("places", nodes.apply(panel.round()));
      return card;
    };
  }

  private static Optional<String> part(Seat seat) {
    return seat.reviewer().map(account -> part(account, seat.state()));
  }

  /** What the card of a panel has of somebody whose seat is in a state. */
  static String part(String account, SeatState state) {
    return account + "/" + state.label();
  }

  private static Query in(Id round) {
    return Query.of(q -> q.term(t -> t.field("round").value(round.value())));
  }

  /** What each reviewer of a round has: account → state → how many. */
  Map<String, Map<String, Integer>> byReviewer(Id round) {
    SearchResponse<Void> found =
        cards.call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(0)
                            .query(in(round))
                            .aggregations(
                                "mine",
                                Aggregation.of(
                                    a -> a.terms(t -> t.field("mine").size(MOST_PARTS)))),
                    Void.class));
    Map<String, Map<String, Integer>> all = new TreeMap<>();
    found
        .aggregations()
        .get("mine")
        .sterms()
        .buckets()
        .array()
        .forEach(
            bucket -> {
              String[] part = bucket.key().stringValue().split("/", 2);
              all.computeIfAbsent(part[0], account -> new TreeMap<>())
                  .put(part[1], (int) bucket.docCount());
            });
    return all;
  }

  /** How many seats of a round are in each state. */
  Map<String, Integer> seats(Id round) {
    Map<String, Integer> sums = new TreeMap<>();
    for (SeatState state : SeatState.values()) {
      double sum =
          cards
              .call(
                  es ->
                      es.search(
                          search ->
                              search
                                  .index(cards.alias())
                                  .size(0)
                                  .query(in(round))
                                  .aggregations(
                                      "sum",
                                      Aggregation.of(
                                          a -> a.sum(s -> s.field("seats." + state.label())))),
                          Void.class))
              .aggregations()
              .get("sum")
              .sum()
              .value();
      sums.put(state.label(), (int) sum);
    }
    return sums;
  }

  /** Panels of a round with a seat whose time is over. */
  List<Entry<Panel>> lapsed(Id round, Instant now) {
    cards.refresh();
    return cards
        .call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(LAPSED_AT_ONCE)
                            .query(
                                q ->
                                    q.bool(
                                        b ->
                                            b.filter(in(round))
                                                .filter(
                                                    f ->
                                                        f.range(
                                                            r ->
                                                                r.number(
                                                                    n ->
                                                                        n.field("due")
                                                                            .lte(
                                                                                (double)
                                                                                    now
                                                                                        .toEpochMilli())))))),
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(cards::entry)
        .toList();
  }
}
