package org.keqiao.ingest.job;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at one job again and again for as long as anybody watches it. */
final class JobWatch implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
  private static final Duration WHILE_IT_RUNS = Duration.ofSeconds(1);
  private static final Duration WHILE_IT_WAITS = Duration.ofSeconds(3);

  private final JobService jobs;
  private final Id id;
  private int watchers;
  private boolean over;
  private @Nullable JobLook latest;

  JobWatch(JobService jobs, Id id) {
    this.jobs = jobs;
    this.id = id;
  }

  /** One watcher more; false when it is over and another watch must be made. */
  synchronized boolean join() {
    if (over) {
      return false;
    }
    watchers++;
    if (watchers == 1) {
      Thread.ofVirtual().name("watches job " + id).start(this);
    }
    return true;
  }

  /** One watcher less; the last one ends it. */
  synchronized void leave() {
    watchers--;
    over = over || watchers == 0;
  }

  /** Whether nothing will change any more. */
  synchronized boolean isOver() {
    return over;
  }

  /**
   * Waits until there is more to see.
   *
   * @param seen mark of what was seen already
   * @return nothing when there was no news within {@code patience}, or it is over
   */
  synchronized Optional<JobLook> news(Optional<String> seen, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<JobLook> look = Optional.ofNullable(latest);
      if (look.isPresent() && !look.map(JobLook::mark).equals(seen)) {
        return look;
      }
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (over || left <= 0) {
        return Optional.empty();
      }
      wait(left);
    }
  }

  @Override
  public void run() {
    try {
      while (!isOver()) {
        look();
        Thread.sleep(isRunning() ? WHILE_IT_RUNS : WHILE_IT_WAITS);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isRunning() {
    return latest != null && latest.job().value().state() == Job.State.RUNNING;
  }

  private void look() {
    try {
      show(jobs.newest(id).map(job -> new JobLook(job, jobs.before(job.value()))));
    } catch (RuntimeException away) {
      LOG.debug("job {} cannot be seen now", id, away);
    }
  }

  private synchronized void show(Optional<JobLook> look) {
    look.ifPresent(seen -> latest = seen);
    over = over || look.isEmpty() || look.get().ended();
    notifyAll();
  }
}
