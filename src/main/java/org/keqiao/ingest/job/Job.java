package org.keqiao.ingest.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Work that outlives the process that does it. It is in one {@linkplain State state} at a time; the
 * methods are the only ways from one to another.
 *
 * @param kind which {@link Work}
 * @param sha256 the content that it works on
 * @param asked who wants it
 * @param state where it stands
 * @param progress 0 to 100, as of the last time that the worker gave a sign of life
 * @param attempts how often it was begun since it was asked for
 * @param lease who works on it; present while it is running
 * @param notBefore when it may be tried again
 * @param error why the last attempt failed
 */
public record Job(
    String kind,
    String sha256,
    Asked asked,
    State state,
    int progress,
    int attempts,
    Optional<Lease> lease,
    Optional<Instant> notBefore,
    Optional<Failure> error) {

  /** After so many attempts it is given up. */
  public static final int MOST_ATTEMPTS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int LONGER_EACH_TIME = 4;

  /** Where a job stands. */
  public enum State {
    /** Waits for a worker. */
    @JsonProperty("queued")
    QUEUED,
    /** A worker holds it. */
    @JsonProperty("running")
    RUNNING,
    /** Waits until somebody lets it go on. */
    @JsonProperty("paused")
    PAUSED,
    /** What was asked for is made. */
    @JsonProperty("done")
    DONE,
    /** Given up after an error. */
    @JsonProperty("failed")
    FAILED,
    /** Somebody does not want it any more. */
    @JsonProperty("cancelled")
    CANCELLED;

    /** The name in API and index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing happens to it any more by itself. */
    boolean ended() {
      return this == DONE || givenUp();
    }

    /** Whether it has ended without having made what was asked for. */
    public boolean givenUp() {
      return this == FAILED || this == CANCELLED;
    }

    private Set<State> next() {
      return switch (this) {
        case QUEUED -> Set.of(QUEUED, RUNNING, PAUSED, CANCELLED);
        case RUNNING -> Set.of(RUNNING, QUEUED, PAUSED, DONE, FAILED, CANCELLED);
        case PAUSED -> Set.of(QUEUED, CANCELLED);
        case FAILED, CANCELLED -> Set.of(QUEUED);
        case DONE -> Set.of();
      };
    }
  }

  /**
   * Who works on a job, and until when she is believed to live.
   *
   * @param worker one attempt of one process; never the same twice
   * @param until silence after this moment means that she died
   * @param since when the attempt began
   */
  public record Lease(String worker, Instant until, Optional<Instant> since) {}

  /**
   * Why an attempt failed.
   *
   * @param code stable, a key of the message bundle
   * @param message for the operator, in English
   */
  public record Failure(String code, String message) {}

  /** What was kept before it was noted who asks says nothing of it. */
  public Job {
    asked = Objects.requireNonNullElse(asked, Asked.LONG_AGO);
  }

  static Job queued(String kind, String sha256, Asked asked) {
    return new Job(
        kind,
        sha256,
        asked,
        State.QUEUED,
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same in another state, held and waiting for nobody. */
  private Job to(State next) {
    if (!state.next().contains(next)) {
      throw new IllegalStateException("a job that is %s cannot be %s".formatted(state, next));
    }
    return new Job(
        kind, sha256, asked, next, progress, attempts, Optional.empty(), Optional.empty(), error);
  }

  private Job with(Optional<Lease> held, Optional<Instant> earliest, Optional<Failure> why) {
    return new Job(kind, sha256, asked, state, progress, attempts, held, earliest, why);
  }

  private Job counting(int percent, int begun) {
    return new Job(kind, sha256, asked, state, percent, begun, lease, notBefore, error);
  }

  private Job wantedBy(Asked all) {
    return new Job(kind, sha256, all, state, progress, attempts, lease, notBefore, error);
  }

  /** Whether a worker may take it now. */
  boolean claimable(Instant now) {
    return claimableFrom().filter(from -> !now.isBefore(from)).isPresent();
  }

  /** When a worker may take it; nothing when none may. */
  Optional<Instant> claimableFrom() {
    return switch (state) {
      case QUEUED -> Optional.of(notBefore.orElse(Instant.EPOCH));
      case RUNNING -> Optional.of(lease.map(Lease::until).orElse(Instant.EPOCH));
      case PAUSED, DONE, FAILED, CANCELLED -> Optional.empty();
    };
  }

  /** What an attempt says of it counts only while the attempt is the one that works on it. */
  Job ifHeldBy(String worker, UnaryOperator<Job> says) {
    return heldBy(worker) ? says.apply(this) : this;
  }

  /** Whether this attempt is the one that works on it. */
  boolean heldBy(String worker) {
    return state == State.RUNNING && lease.filter(held -> held.worker().equals(worker)).isPresent();
  }

  /** Taken by a worker; given up instead when the workers of all its attempts fell silent. */
  Job claimed(Instant now, Lease by) {
    if (!claimable(now)) {
      return this;
    }
    if (state == State.RUNNING && attempts >= MOST_ATTEMPTS) {
      return failed(new Failure("job-worker-lost", "every worker that took it fell silent"));
    }
    return to(State.RUNNING)
        .counting(0, attempts + 1)
        .with(Optional.of(by), Optional.empty(), error);
  }

  Job alive(Lease by, int percent) {
    return counting(percent, attempts).with(Optional.of(by), notBefore, error);
  }

  Job done() {
    return to(State.DONE)
        .counting(100, attempts)
        .with(Optional.empty(), Optional.empty(), Optional.empty());
  }

  Job failed(Failure why) {
    return to(State.FAILED).with(Optional.empty(), Optional.empty(), Optional.of(why));
  }

  /** Put off after an attempt that failed, longer each time; given up when there were too many. */
  Job putOff(Instant now, Failure why) {
    if (attempts >= MOST_ATTEMPTS) {
      return failed(why);
    }
    Duration pause = FIRST_PAUSE.multipliedBy((long) Math.pow(LONGER_EACH_TIME, attempts - 1.0));
    return to(State.QUEUED)
        .counting(0, attempts)
        .with(Optional.empty(), Optional.of(now.plus(pause)), Optional.of(why));
  }

  /** Given back unfinished by a worker that stops in order; the attempt does not count. */
  Job released() {
    return to(State.QUEUED).counting(0, Math.max(0, attempts - 1));
  }

  /** Stopped until somebody lets it go on; an attempt that this breaks off does not count. */
  Job paused() {
    int begun = state == State.RUNNING ? Math.max(0, attempts - 1) : attempts;
    return to(State.PAUSED).counting(0, begun);
  }

  /** Lets it go on at its place in the queue, now. */
  Job resumed() {
    return to(State.QUEUED);
  }

  Job cancelled() {
    return to(State.CANCELLED);
  }

  /** Begins it anew, as if it had never been tried. */
  Job anew(Asked again) {
    return queued(kind, sha256, asked.and(again));
  }

  /** Wanted once more: it goes on if it was paused, and begins anew if it was given up. */
  Job askedAgain(Asked again) {
    return switch (state) {
      case QUEUED, RUNNING, DONE -> wantedBy(asked.by(again.by()));
      case PAUSED -> resumed().wantedBy(asked.by(again.by()));
      case FAILED, CANCELLED -> anew(again);
    };
  }
}
