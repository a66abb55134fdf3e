package org.keqiao.ingest.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.keqiao.store.Id;

/** Watches of jobs: however many watch a job at this server, one looks. */
final class JobWatches {

  private final JobService jobs;
  private final Map<Id, JobWatch> watches = new ConcurrentHashMap<>();

  JobWatches(JobService jobs) {
    this.jobs = jobs;
  }

  /** Begins to watch; whoever does must {@link #leave}. */
  JobWatch join(Id id) {
    return watches.compute(
        id,
        (same, known) -> {
          if (known != null && known.join()) {
            return known;
          }
          JobWatch fresh = new JobWatch(jobs, same);
          fresh.join();
          return fresh;
        });
  }

  /** Ends to watch. */
  void leave(Id id, JobWatch watch) {
    watch.leave();
    if (watch.isOver()) {
      watches.remove(id, watch);
    }
  }
}
