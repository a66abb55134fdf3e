package org.keqiao.ingest.job;

import java.util.OptionalLong;
import org.keqiao.store.Entry;

/**
 * A job as it looked at one moment.
 *
 * @param before how many jobs were before it, while it waited and somebody could tell
 */
record JobLook(Entry<Job> job, OptionalLong before) {

  /** Names what can be seen of it: a look with the same mark shows nothing new. */
  String mark() {
    String place = before.isPresent() ? "-" + before.getAsLong() : "";
    return job.version() + "-" + job.value().progress() + place;
  }

  boolean ended() {
    return job.value().state().ended();
  }
}
