package org.keqiao.ingest.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs while it has hands free, and sees each of them to its end. */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int SECONDS_AFTER_TROUBLE = 5;
  private static final int SECONDS_TO_STOP = 15;

  private final Claims claims;
  private final Map<String, Work> works;
  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param works what it can do; jobs of other kinds are left to others
   */
  public Worker(JobService jobs, List<Work> works) {
    this.claims = jobs.claims();
    this.works = works.stream().collect(Collectors.toUnmodifiableMap(Work::kind, work -> work));
  }

  /** Starts to look for jobs, and works on {@code atOnce} of them at a time. */
  public void start(int atOnce) {
    if (atOnce > 0 && !works.isEmpty()) {
      threads.execute(() -> takeJobs(new Semaphore(atOnce)));
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private void takeJobs(Semaphore hands) {
    try {
      while (!isClosing()) {
        hands.acquire();
        if (isClosing() || !begin(hands)) {
          hands.release();
        }
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a job was begun; then its end frees the hand. */
  private boolean begin(Semaphore hands) throws InterruptedException {
    try {
      Optional<Attempt> attempt = claims.take(works.keySet(), PATIENCE).map(this::attempt);
      attempt.ifPresent(taken -> threads.execute(() -> run(taken, hands)));
      return attempt.isPresent();
    } catch (RuntimeException trouble) {
      LOG.warn("no job can be taken now", trouble);
      boolean _ = closing.await(SECONDS_AFTER_TROUBLE, TimeUnit.SECONDS);
      return false;
    }
  }

  private Attempt attempt(Claim claim) {
    return new Attempt(
        claims, claim, Optional.ofNullable(works.get(claim.job().kind())).orElseThrow());
  }

  private void run(Attempt attempt, Semaphore hands) {
    running.add(attempt);
    try {
      if (isClosing()) {
        attempt.stop();
      }
      attempt.run();
    } finally {
      running.remove(attempt);
      hands.release();
    }
  }

  /** Stops; a job that runs is given back, to be taken up by another worker or the next start. */
  @Override
  public void close() {
    closing.countDown();
    running.forEach(Attempt::stop);
    threads.shutdown();
    try {
      if (!threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        LOG.warn("a worker did not stop in time");
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
