package org.keqiao.ingest.job;

import java.time.Duration;
import java.time.Instant;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** A job that this process holds. Written by the one thread that keeps it alive. */
final class Claim {

  private final Entry<Job> job;
  private final Job.Lease first;
  private Instant until;
  private int told;
  private volatile int percent;

  Claim(Entry<Job> job) {
    this.job = job;
    this.first = job.value().lease().orElseThrow();
    this.until = first.until();
  }

  Id id() {
    return job.id();
  }

  Job job() {
    return job.value();
  }

  /** The name that the lease gives to this attempt. */
  String worker() {
    return first.worker();
  }

  /** How far it has come, 0 to 100. */
  int percent() {
    return percent;
  }

  void progress(int now) {
    percent = Math.clamp(now, 0, 100);
  }

  /** Whether a sign of life has something to say. */
  boolean hasNews(Instant now, Duration lease) {
    return percent != told || now.isAfter(until.minus(lease.dividedBy(3).multipliedBy(2)));
  }

  /** Whether others may believe by now that its worker died. */
  boolean expired(Instant now) {
    return !now.isBefore(until);
  }

  /** What the next sign of life says. */
  Job.Lease renewed(Instant end) {
    return new Job.Lease(first.worker(), end, first.since());
  }

  /** A sign of life was kept. */
  void renewed(Instant end, int saidPercent) {
    until = end;
    told = saidPercent;
  }
}
