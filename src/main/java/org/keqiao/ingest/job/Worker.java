package org.keqiao.ingest.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs one after the other, gives signs of life while it works, and ends each of them. */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

  private final JobService jobs;
  private final Map<String, Work> works;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param works what it can do
   */
  public Worker(JobService jobs, List<Work> works) {
    this.jobs = jobs;
    this.works = works.stream().collect(Collectors.toUnmodifiableMap(Work::kind, work -> work));
  }

  /** Starts to look for jobs, {@code atOnce} of them at a time. */
  public void start(int atOnce) {
    for (int i = 0; i < atOnce; i++) {
      Future<?> _ = threads.submit(this::takeJobs);
    }
  }

  private void takeJobs() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var claimed = jobs.claim(PATIENCE);
        if (claimed.isPresent()) {
          run(claimed.get());
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException trouble) {
        LOG.warn("no job can be taken now: {}", trouble.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_TROUBLE);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * When the worker stops, the attempt is interrupted too, once: it gives the job back in peace.
   */
  private void run(Entry<Job> job) throws InterruptedException {
    Future<?> running = threads.submit(() -> attempt(job));
    while (true) {
      try {
        running.get(jobs.renewEvery().toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException stillRunning) {
        renew(job.id(), running);
      } catch (CancellationException lost) {
        return;
      } catch (ExecutionException defect) {
        LOG.error("job {} broke", job.id(), defect.getCause());
        jobs.retry(job.id(), new Job.Failure("unexpected", String.valueOf(defect.getCause())));
        return;
      }
    }
  }

  private void renew(Id id, Future<?> running) {
    try {
      if (!jobs.renew(id)) {
        LOG.warn("job {} was given to another worker", id);
        running.cancel(true);
      }
    } catch (FaultException away) {
      LOG.warn("no sign of life for job {}: {}", id, away.getMessage());
    }
  }

  private void attempt(Entry<Job> job) {
    Id id = job.id();
    Work work = Optional.ofNullable(works.get(job.value().kind())).orElseThrow();
    LOG.info("job {} begins, attempt {}", id, job.value().attempts());
    try {
      work.run(
          new Work.Task(job.value().sha256(), job.by(), percent -> jobs.progress(id, percent)));
      jobs.done(id);
      LOG.info("job {} is done", id);
    } catch (Hopeless never) {
      LOG.warn("job {} failed: {}", id, never.getMessage());
      jobs.fail(id, never.failure());
    } catch (IOException | UncheckedIOException | FaultException trouble) {
      LOG.warn("job {} is put off", id, trouble);
      jobs.retry(id, new Job.Failure("trouble", String.valueOf(trouble.getMessage())));
    } catch (InterruptedException stopping) {
      LOG.info("job {} is given back", id);
      jobs.release(id);
    }
  }

  /** Stops; a job that runs is given back to be taken up at the next start. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("a worker did not stop in time");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
