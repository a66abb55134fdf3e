package org.keqiao.ingest;

import java.util.Map;
import org.keqiao.store.Entry;

/** What of a job is searched. */
final class JobIndex {

  private JobIndex() {}

  static Map<String, Object> card(Entry<Job> job) {
    return Map.of("kind", job.value().kind(), "state", job.value().state().label());
  }
}
