package org.keqiao.ingest.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a job: the work on one thread, the signs of life on another. */
final class Attempt {

  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Claims claims;
  private final Claim claim;
  private final Work work;
  private boolean stopped;
  private boolean ending;
  private final Thread working;

  Attempt(Claims claims, Claim claim, Work work) {
    this.claims = claims;
    this.claim = claim;
    this.work = work;
    this.working = Thread.ofVirtual().name("job " + claim.id()).unstarted(this::work);
  }

  private Id id() {
    return claim.id();
  }

  /** Works until the job has ended or was taken away, or {@link #stop} is called. */
  void run() {
    working.start();
    try {
      while (!working.join(claims.keepEvery())) {
        if (!isStopped() && !claims.keep(claim)) {
          LOG.info("job {} was taken away", id());
          stop();
        }
      }
    } catch (InterruptedException stopping) {
      stop();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Makes it end soon. Interrupts it once, as a second time would hurt what it does to leave; and
   * not while it says how it has ended.
   */
  synchronized void stop() {
    if (!stopped && !ending) {
      stopped = true;
      working.interrupt();
    }
  }

  private synchronized boolean isStopped() {
    return stopped;
  }

  private synchronized void beginsToEnd() {
    ending = true;
    boolean _ = Thread.interrupted();
  }

  private void work() {
    try {
      Consumer<Claim> end = attempt();
      beginsToEnd();
      end.accept(claim);
    } catch (FaultException away) {
      LOG.warn("the end of job {} cannot be kept: {}", id(), away.getMessage());
    } finally {
      claims.forget(claim);
    }
  }

  private Consumer<Claim> attempt() {
    LOG.info("job {} begins, attempt {}", id(), claim.job().attempts());
    String by = claim.job().asked().owner().orElse(claim.worker());
    try {
      work.run(new Work.Task(claim.job().sha256(), by, claim::progress));
      LOG.info("job {} is done", id());
      return claims::done;
    } catch (Hopeless never) {
      return unlessStopped(held -> claims.fail(held, never.failure()), never);
    } catch (IOException | UncheckedIOException | FaultException trouble) {
      return unlessStopped(putOff("job-trouble", trouble), trouble);
    } catch (InterruptedException stopping) {
      return unlessStopped(claims::release, stopping);
    } catch (RuntimeException | Error defect) {
      return unlessStopped(putOff("job-broken", defect), defect);
    }
  }

  private Consumer<Claim> putOff(String code, Throwable reason) {
    return held -> claims.putOff(held, new Job.Failure(code, String.valueOf(reason.getMessage())));
  }

  /** Work that is stopped may complain of anything; none of it is the job's fault. */
  private Consumer<Claim> unlessStopped(Consumer<Claim> end, Throwable reason) {
    if (isStopped()) {
      LOG.info("job {} is given back", id());
      return claims::release;
    }
    LOG.warn("job {} did not succeed", id(), reason);
    return end;
  }
}
