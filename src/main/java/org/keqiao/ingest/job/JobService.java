package org.keqiao.ingest.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Jobs: asked for, claimed by one worker at a time, kept alive, ended. */
public final class JobService {

  /** Jobs. */
  public static final RecordType<Job> TYPE = new RecordType<>("job", Job.class);

  private static final int MOST_ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private final Records<Job> jobs;
  private final Projection<Job> cards;
  private final String worker = Id.fresh().value();
  private final Duration lease;
  private final LinkedBlockingQueue<Id> fresh = new LinkedBlockingQueue<>();
  private final Map<Id, Integer> progress = new ConcurrentHashMap<>();

  /** Over the two stores; a worker that is silent for {@code lease} is believed dead. */
  public JobService(Records<Job> jobs, Projection<Job> cards, Duration lease) {
    this.jobs = jobs;
    this.cards = cards;
    this.lease = lease;
  }

  /** The id of the job that does a kind of work on content: there is one, whoever asks. */
  static Id idOf(String kind, String sha256) {
    return new Id(kind + "-" + sha256.substring(0, 48));
  }

  /** Asks for a kind of work on content; a job that failed is tried anew. */
  public Id request(String kind, String sha256, String by) {
    Id id = idOf(kind, sha256);
    Job queued = Job.queued(kind, sha256);
    if (jobs.createIfAbsent(id, queued, by).isEmpty()) {
      jobs.update(id, by, job -> job.state() == Job.State.FAILED ? queued : job);
    }
    fresh.add(id);
    return id;
  }

  /** A job as it stands, with the progress of this very moment when it runs here. */
  public Entry<Job> read(Id id) {
    Entry<Job> job = jobs.read(id);
    Integer percent = progress.get(id);
    if (percent == null || !job.value().heldBy(worker)) {
      return job;
    }
    Job now = job.value().alive(job.value().lease().orElseThrow(), percent);
    return new Entry<>(id, job.version(), job.createdAt(), job.at(), job.by(), now);
  }

  /** The job that does a kind of work on content, if anybody asked for it. */
  public Optional<Entry<Job>> find(String kind, String sha256) {
    return jobs.find(idOf(kind, sha256));
  }

  /**
   * Waits until there is a job to do and takes it; of any number of workers one gets it.
   *
   * @return nothing when there was none within {@code patience}
   */
  Optional<Entry<Job>> claim(Duration patience) throws InterruptedException {
    Id hint = fresh.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    List<Id> candidates = hint == null ? JobIndex.unfinished(cards) : List.of(hint);
    for (Id candidate : candidates) {
      Optional<Entry<Job>> claimed = claim(candidate);
      if (claimed.isPresent()) {
        return claimed;
      }
    }
    return Optional.empty();
  }

  private Optional<Entry<Job>> claim(Id id) {
    try {
      Entry<Job> job = jobs.read(id);
      if (!job.value().claimable(Instant.now())) {
        return Optional.empty();
      }
      return Optional.of(
          jobs.update(
              id, OptionalLong.of(job.version()), worker, current -> current.claimed(lease())));
    } catch (FaultException taken) {
      if (taken.fault() instanceof Fault.Stale || taken.fault() instanceof Fault.NotFound) {
        return Optional.empty();
      }
      throw taken;
    }
  }

  private Job.Lease lease() {
    return new Job.Lease(worker, Instant.now().plus(lease));
  }

  /** Notes how far a job that runs here has come, 0 to 100. */
  void progress(Id id, int percent) {
    progress.put(id, percent);
  }

  /**
   * Gives a sign of life.
   *
   * @return false when the job was given to somebody else, and work on it must end
   */
  boolean renew(Id id) {
    Entry<Job> renewed =
        jobs.update(
            id,
            worker,
            job -> job.heldBy(worker) ? job.alive(lease(), progress.getOrDefault(id, 0)) : job);
    return renewed.value().lease().map(held -> held.worker().equals(worker)).orElse(true);
  }

  /** How often a sign of life is due. */
  Duration renewEvery() {
    return lease.dividedBy(3);
  }

  void done(Id id) {
    end(id, Job::done);
  }

  /** Ends an attempt for a reason that another attempt would meet again. */
  void fail(Id id, Job.Failure why) {
    end(id, job -> job.failed(why));
  }

  /** Ends an attempt that may go better next time, until there were too many. */
  void retry(Id id, Job.Failure why) {
    end(
        id,
        job ->
            job.attempts() >= MOST_ATTEMPTS
                ? job.failed(why)
                : job.again(
                    Instant.now().plus(FIRST_PAUSE.multipliedBy(1L << job.attempts())), why));
  }

  /** Gives a job back when this worker stops. */
  void release(Id id) {
    end(id, Job::released);
  }

  private void end(Id id, UnaryOperator<Job> how) {
    jobs.update(id, worker, job -> job.heldBy(worker) ? how.apply(job) : job);
    progress.remove(id);
  }
}
