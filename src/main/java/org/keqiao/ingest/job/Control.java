package org.keqiao.ingest.job;

import java.util.Locale;
import java.util.function.Supplier;
import org.keqiao.fault.FaultException;

/** What somebody can do with a job. Doing it again changes nothing. */
enum Control {
  /** Stops it until somebody lets it go on. */
  PAUSE,
  /** Lets a paused one go on. */
  RESUME,
  /** Ends one that is not wanted any more. */
  CANCEL,
  /** Begins one anew that was given up, and does not wait any longer with one that was put off. */
  RETRY;

  /** The name in API. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether others who want the job too would miss it. */
  boolean stops() {
    return this == PAUSE || this == CANCEL;
  }

  /**
   * The job afterwards.
   *
   * @param again the turn of a job that begins anew
   * @throws FaultException conflict, when it is in no state for this
   */
  Job on(Job job, Supplier<Asked> again) {
    return switch (this) {
      case PAUSE ->
          switch (job.state()) {
            case QUEUED, RUNNING -> job.paused();
            case PAUSED -> job;
            case DONE, FAILED, CANCELLED -> throw FaultException.conflict("job-ended");
          };
      case RESUME ->
          switch (job.state()) {
            case PAUSED -> job.resumed();
            case QUEUED, RUNNING -> job;
            case DONE, FAILED, CANCELLED -> throw FaultException.conflict("job-ended");
          };
      case CANCEL ->
          switch (job.state()) {
            case QUEUED, RUNNING, PAUSED -> job.cancelled();
            case CANCELLED -> job;
            case DONE, FAILED -> throw FaultException.conflict("job-ended");
          };
      case RETRY ->
          switch (job.state()) {
            case FAILED, CANCELLED -> job.anew(again.get());
            case QUEUED -> job.resumed();
            case RUNNING -> job;
            case PAUSED -> throw FaultException.conflict("job-paused");
            case DONE -> throw FaultException.conflict("job-done");
          };
    };
  }
}
