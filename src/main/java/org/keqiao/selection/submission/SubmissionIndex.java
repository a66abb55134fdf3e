package org.keqiao.selection.submission;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.keqiao.selection.similarity.Fingerprint;
import org.keqiao.store.Card;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** What of submissions is searched, and which ones are near another. */
final class SubmissionIndex {

  private static final int CANDIDATES = 200;
  private static final int SHOWN = 10;
  private static final int VALUES = 1000;

  private final Projection<Submission> cards;

  SubmissionIndex(Projection<Submission> cards) {
    this.cards = cards;
  }

  /**
   * @param around the school of a submission and the regions around it
   */
  static Card<Submission> cards(Function<String, List<String>> around) {
    return entry -> {
      Submission submission = entry.value();
      Map<String, Object> card = new HashMap<>();
      card.put("round", submission.round());
      card.put("lesson", submission.content().lesson());
      card.put("panel", submission.panel());
      card.put("state", submission.state().label());
      card.put("subject", submission.content().subject());
      card.put("stage", submission.content().stage());
      card.put("node", submission.content().nodeKey());
      card.put("school", submission.author().school());
      card.put("won", submission.won());
      card.put("marks", submission.print().marks());
      card.put("places", around.apply(submission.author().school()));
      return card;
    };
  }

  /**
   * What takes part in the same round and is near, the nearest first. What was handed in within the
   * last second may be missed; its own list has the other one then.
   */
  List<Submission.Similar> near(Id round, Id but, Fingerprint print) {
    List<String> marks = print.marks();
    if (marks.isEmpty()) {
      return List.of();
    }
    List<FieldValue> any = marks.stream().map(FieldValue::of).toList();
    List<Submission.Similar> near = new ArrayList<>();
    cards
        .call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(CANDIDATES)
                            .query(
                                q ->
                                    q.bool(
                                        b ->
                                            b.filter(term("round", round.value()))
                                                .filter(term("state", "submitted"))
                                                .should(
                                                    s ->
                                                        s.terms(
                                                            t ->
                                                                t.field("marks")
                                                                    .terms(v -> v.value(any))))
                                                .minimumShouldMatch("1"))),
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(cards::entry)
        .filter(other -> !other.id().equals(but))
        .forEach(other -> similar(other, print).ifPresent(near::add));
    return near.stream()
        .sorted(Comparator.comparingInt(Submission.Similar::distance))
        .limit(SHOWN)
        .toList();
  }

  /** How many of a round have each value of a field. */
  Map<String, Integer> count(Id round, String field) {
    Map<String, Integer> counts = new TreeMap<>();
    cards
        .call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(0)
                            .query(term("round", round.value()))
                            .aggregations(
                                "values",
                                Aggregation.of(a -> a.terms(t -> t.field(field).size(VALUES)))),
                    Void.class))
        .aggregations()
        .get("values")
        .sterms()
        .buckets()
        .array()
        .forEach(bucket -> counts.put(bucket.key().stringValue(), (int) bucket.docCount()));
    return counts;
  }

  private static Query term(String field, String value) {
    return Query.of(q -> q.term(t -> t.field(field).value(value)));
  }

  private static Optional<Submission.Similar> similar(Entry<Submission> other, Fingerprint print) {
    return print
        .to(other.value().print())
        .map(
            near ->
                new Submission.Similar(
                    other.value().panel(),
                    other.value().content().title(),
                    near.by(),
                    near.distance()));
  }
}
