package org.keqiao.ingest.job;

import co.elastic.clients.elasticsearch._types.FieldValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;

/** What of a job is searched, and how. */
public final class JobIndex {

  private static final int LOOK_AT = 50;

  private JobIndex() {}

  /** What is searched. */
  public static Map<String, Object> card(Entry<Job> job) {
    return Map.of("kind", job.value().kind(), "state", job.value().state().label());
  }

  /** Some jobs that have not ended, the oldest names first. */
  static List<Id> unfinished(Projection<Job> cards) {
    List<FieldValue> states =
        List.of(FieldValue.of(Job.State.QUEUED.label()), FieldValue.of(Job.State.RUNNING.label()));
    return cards
        .call(
            es ->
                es.search(
                    search ->
                        search
                            .index(cards.alias())
                            .size(LOOK_AT)
                            .query(q -> q.terms(t -> t.field("state").terms(v -> v.value(states))))
                            .sort(s -> s.field(f -> f.field("key"))),
                    ObjectNode.class))
        .hits()
        .hits()
        .stream()
        .map(hit -> cards.entry(hit).id())
        .toList();
  }
}
