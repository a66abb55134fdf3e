package org.keqiao.ingest.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Work that outlives the process that does it.
 *
 * @param kind which {@link Work}
 * @param sha256 the content that it works on
 * @param state where it stands
 * @param progress 0 to 100, as of the last time that the worker gave a sign of life
 * @param attempts how often it was begun
 * @param lease who works on it
 * @param notBefore when it may be tried again
 * @param error why the last attempt failed
 */
public record Job(
    String kind,
    String sha256,
    State state,
    int progress,
    int attempts,
    Optional<Lease> lease,
    Optional<Instant> notBefore,
    Optional<Failure> error) {

  /** Where a job stands. */
  public enum State {
    @JsonProperty("queued")
    QUEUED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("done")
    DONE,
    @JsonProperty("failed")
    FAILED;

    /** The name in API and index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing will happen to it any more. */
    boolean ended() {
      return this == DONE || this == FAILED;
    }
  }

  /**
   * Who works on a job, and until when she is believed to live.
   *
   * @param worker one run of one process
   * @param until silence after this moment means that she died
   */
  public record Lease(String worker, Instant until) {}

  /**
   * Why an attempt failed.
   *
   * @param code stable
   * @param message for the operator, in English
   */
  public record Failure(String code, String message) {}

  static Job queued(String kind, String sha256) {
    return new Job(
        kind, sha256, State.QUEUED, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether a worker may take it now. */
  boolean claimable(Instant now) {
    return switch (state) {
      case QUEUED -> notBefore.isEmpty() || !now.isBefore(notBefore.get());
      case RUNNING -> lease.isEmpty() || lease.get().until().isBefore(now);
      case DONE, FAILED -> false;
    };
  }

  boolean heldBy(String worker) {
    return state == State.RUNNING && lease.filter(held -> held.worker().equals(worker)).isPresent();
  }

  Job claimed(Lease by) {
    return new Job(
        kind, sha256, State.RUNNING, 0, attempts + 1, Optional.of(by), Optional.empty(), error);
  }

  Job alive(Lease by, int percent) {
    return new Job(
        kind, sha256, State.RUNNING, percent, attempts, Optional.of(by), notBefore, error);
  }

  Job done() {
    return new Job(
        kind,
        sha256,
        State.DONE,
        100,
        attempts,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Job failed(Failure why) {
    return new Job(
        kind,
        sha256,
        State.FAILED,
        progress,
        attempts,
        Optional.empty(),
        Optional.empty(),
        Optional.of(why));
  }

  Job again(Instant later, Failure why) {
    return new Job(
        kind,
        sha256,
        State.QUEUED,
        0,
        attempts,
        Optional.empty(),
        Optional.of(later),
        Optional.of(why));
  }

  /** Given back unfinished by a worker that stops in order; the attempt does not count. */
  Job released() {
    return new Job(
        kind,
        sha256,
        State.QUEUED,
        0,
        Math.max(0, attempts - 1),
        Optional.empty(),
        Optional.empty(),
        error);
  }
}
