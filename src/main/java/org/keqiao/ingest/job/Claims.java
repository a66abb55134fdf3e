package org.keqiao.ingest.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that this process holds: taken on condition that nobody else took them, kept by signs of
 * life, given up in one way or another. What holds is what stands in the bucket; Elasticsearch only
 * says where to look.
 */
final class Claims {

  private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
  private static final int REMEMBERED = 1000;

  /** Whoever pauses or cancels a job that runs elsewhere waits no longer for it to stop. */
  private static final Duration MOST_UNAWARE = Duration.ofSeconds(2);

  /** Reading every job from the bucket is dear; it is done only while Elasticsearch is away. */
  private static final Duration BETWEEN_LISTINGS = Duration.ofSeconds(15);

  private final Records<Job> jobs;
  private final JobIndex index;
  private final Duration lease;
  private final LinkedBlockingQueue<Id> fresh = new LinkedBlockingQueue<>(REMEMBERED);
  private final Map<Id, Claim> held = new ConcurrentHashMap<>();
  private Instant listedAt = Instant.EPOCH;

  Claims(Records<Job> jobs, JobIndex index, Duration lease) {
    this.jobs = jobs;
    this.index = index;
    this.lease = lease;
  }

  /** Says that there is a job that the index may not know yet. */
  void hint(Id id) {
    fresh.offer(id);
  }

  /** A job with the progress of this very moment, when it runs here. */
  Entry<Job> withProgress(Entry<Job> job) {
    Claim claim = held.get(job.id());
    if (claim == null || !job.value().heldBy(claim.worker())) {
      return job;
    }
    Job now = job.value().alive(job.value().lease().orElseThrow(), claim.percent());
    return new Entry<>(job.id(), job.version(), job.createdAt(), job.at(), job.by(), now);
  }

  /**
   * Waits until there is a job of these kinds to do and takes it; of any number of workers one gets
   * it.
   *
   * @return nothing when there was none within {@code patience}
   */
  Optional<Claim> take(Set<String> kinds, Duration patience) throws InterruptedException {
    for (Id candidate : candidates(kinds)) {
      Optional<Claim> claim = take(candidate, kinds);
      if (claim.isPresent()) {
        return claim;
      }
    }
    Id hint = fresh.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    return hint == null ? Optional.empty() : take(hint, kinds);
  }

  private List<Id> candidates(Set<String> kinds) {
    Instant now = Instant.now();
    try {
      return index.claimable(kinds, now);
    } catch (FaultException away) {
      LOG.debug("the index of jobs cannot be asked", away);
      if (now.isBefore(listedAt.plus(BETWEEN_LISTINGS))) {
        return List.of();
      }
      listedAt = now;
      return jobs.everything()
          .filter(job -> kinds.contains(job.value().kind()) && job.value().claimable(now))
          .sorted(Comparator.comparing((Entry<Job> job) -> job.value().asked().turn()))
          .map(Entry::id)
          .toList();
    }
  }

  /** The bucket itself is asked: on a card that is late, a job may look free that is not. */
  private Optional<Claim> take(Id id, Set<String> kinds) {
    Optional<Entry<Job>> job =
        held.containsKey(id)
            ? Optional.empty()
            : jobs.newest(id)
                .filter(found -> kinds.contains(found.value().kind()))
                .filter(found -> found.value().claimable(Instant.now()));
    return job.flatMap(this::take);
  }

  private Optional<Claim> take(Entry<Job> job) {
    Instant now = Instant.now();
    Job.Lease mine = new Job.Lease(Id.fresh().value(), now.plus(lease), Optional.of(now));
    try {
      Entry<Job> taken =
          jobs.update(
              job.id(),
              OptionalLong.of(job.version()),
              mine.worker(),
              current -> current.claimed(now, mine));
      if (!taken.value().heldBy(mine.worker())) {
        LOG.warn("job {} is given up: {}", job.id(), taken.value().error());
        return Optional.empty();
      }
      Claim claim = new Claim(taken);
      held.put(claim.id(), claim);
      return Optional.of(claim);
    } catch (FaultException lost) {
      if (lost.fault() instanceof Fault.Stale || lost.fault() instanceof Fault.NotFound) {
        return Optional.empty();
      }
      throw lost;
    }
  }

  /** How often to {@link #keep} a job. */
  Duration keepEvery() {
    Duration third = lease.dividedBy(3);
    return third.compareTo(MOST_UNAWARE) < 0 ? third : MOST_UNAWARE;
  }

  /**
   * Looks whether a job is still held, and gives a sign of life when one is due.
   *
   * @return false when work on it must end: it was paused, cancelled or given to somebody else, or
   *     the bucket was away for so long that it may have been
   */
  boolean keep(Claim claim) {
    Instant now = Instant.now();
    try {
      return claim.hasNews(now, lease) ? renew(claim, now.plus(lease)) : holds(claim);
    } catch (RuntimeException away) {
      LOG.warn("no sign of life for job {}: {}", claim.id(), away.getMessage());
      return !claim.expired(now);
    }
  }

  private boolean holds(Claim claim) {
    return jobs.newest(claim.id()).filter(job -> job.value().heldBy(claim.worker())).isPresent();
  }

  private boolean renew(Claim claim, Instant until) {
    int percent = claim.percent();
    Job.Lease renewed = claim.renewed(until);
    Entry<Job> kept =
        jobs.update(
            claim.id(),
            claim.worker(),
            job -> job.ifHeldBy(claim.worker(), mine -> mine.alive(renewed, percent)));
    boolean still = kept.value().heldBy(claim.worker());
    if (still) {
      claim.renewed(until, percent);
    }
    return still;
  }

  void done(Claim claim) {
    end(claim, Job::done);
  }

  /** Ends an attempt for a reason that another attempt would meet again. */
  void fail(Claim claim, Job.Failure why) {
    end(claim, job -> job.failed(why));
  }

  /** Ends an attempt that may go better next time. */
  void putOff(Claim claim, Job.Failure why) {
    end(claim, job -> job.putOff(Instant.now(), why));
  }

  /** Gives a job back. */
  void release(Claim claim) {
    end(claim, Job::released);
  }

  private void end(Claim claim, UnaryOperator<Job> how) {
    jobs.update(claim.id(), claim.worker(), job -> job.ifHeldBy(claim.worker(), how));
  }

  /** Nobody in this process works on it any more; only now may it be taken here again. */
  void forget(Claim claim) {
    held.remove(claim.id(), claim);
  }
}
