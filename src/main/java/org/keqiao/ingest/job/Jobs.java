package org.keqiao.ingest.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Jobs implements AutoCloseable {

  private final Records<Job> records;
  private final Projection<Job> cards;
  private final JobService service;
  private final Duration keep;
  private final List<Runnable> started = new ArrayList<>();

  private Jobs(Records<Job> records, Projection<Job> cards, Duration lease, Duration keep) {
    this.records = records;
    this.cards = cards;
    this.service = new JobService(records, cards, lease);
    this.keep = keep;
  }

  /**
   * Puts the parts together over the two stores.
   *
   * @param mapping of the index
   * @param lease a worker that is silent for so long is believed dead
   * @param keep how long a job that has ended can be looked up
   */
  public static Jobs over(
      Bucket bucket, Elastic elastic, Path mapping, Duration lease, Duration keep) {
    Projection<Job> cards = new Projection<>(elastic, JobService.TYPE, mapping, JobIndex::card);
    return new Jobs(new Records<>(bucket, JobService.TYPE, Optional.of(cards)), cards, lease, keep);
  }

  /** What can be done with jobs. */
  public JobService service() {
    return service;
  }

  /** What keeps the cards of jobs in step. */
  public Optional<Reconcile<Job>> reconcile() {
    return Reconcile.of(records);
  }

  /** Jobs over HTTP. */
  public List<Route> routes() {
    return new JobRoutes(service).routes();
  }

  /**
   * Starts to work on jobs, and to forget old ones.
   *
   * @param works what this process can do; jobs of other kinds wait
   * @param atOnce how many jobs run at once; 0 leaves them to others
   */
  public void start(List<Work> works, int atOnce) {
    Worker worker = new Worker(service, works);
    started.add(worker::close);
    worker.start(atOnce);
    started.add(JobCleaning.start(records, cards, keep)::close);
  }

  /** Stops; jobs that run are given back. */
  @Override
  public void close() {
    started.forEach(Runnable::run);
  }
}
