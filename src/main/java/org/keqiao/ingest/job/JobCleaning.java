package org.keqiao.ingest.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.keqiao.store.Projection;
import org.keqiao.store.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets jobs that ended long ago, and the versions that signs of life made. Each server does it,
 * and may do what another has done already.
 */
public final class JobCleaning implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JobCleaning.class);
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final int SECONDS_TO_STOP = 5;

  private final Records<Job> jobs;
  private final JobIndex index;
  private final Duration keep;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("job-cleaning").factory());
  private Instant cleanedUpTo = Instant.EPOCH;

  private JobCleaning(Records<Job> jobs, Projection<Job> cards, Duration keep) {
    this.jobs = jobs;
    this.index = new JobIndex(cards);
    this.keep = keep;
  }

  /** Cleans now and once an hour, until closed; a job is kept for {@code keep} after its end. */
  public static JobCleaning start(Records<Job> jobs, Projection<Job> cards, Duration keep) {
    JobCleaning cleaning = new JobCleaning(jobs, cards, keep);
    var _ =
        cleaning.timer.scheduleWithFixedDelay(
            cleaning::cleanQuietly, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
    return cleaning;
  }

  private void cleanQuietly() {
    try {
      clean(Instant.now());
    } catch (RuntimeException away) {
      LOG.warn("old jobs cannot be forgotten now: {}", away.getMessage());
    }
  }

  private void clean(Instant now) {
    Instant old = now.minus(keep);
    long forgotten = index.endedBefore(old).filter(id -> jobs.forget(id, old)).count();
    Instant settled = now.minus(Records.LONGEST_REQUEST);
    index.changedSince(cleanedUpTo).forEach(id -> jobs.forgetHistory(id, settled));
    cleanedUpTo = settled;
    if (forgotten > 0) {
      LOG.info("{} old jobs are forgotten", forgotten);
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
