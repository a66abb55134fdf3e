package org.keqiao.catalogue.bundle;

import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.catalogue.Part;
import org.keqiao.ingest.job.Job;

/**
 * How far the work on a file is.
 *
 * @param state what that makes of the part
 * @param making while it goes on
 * @param why it was given up, when that is known
 */
record Progress(
    PartCheck.State state, Optional<PartCheck.Making> making, Optional<Job.Failure> why) {

  /** Nothing is left to do. */
  static final Progress READY =
      new Progress(PartCheck.State.READY, Optional.empty(), Optional.empty());

  /** Only its pictures and words are wanting; its sentence says so. */
  private static final String USABLE_ALL_THE_SAME = "file-too-complex";

  /**
   * Of a file that is not ready.
   *
   * @param job that works on it; jobs that ended long ago are forgotten
   * @param before how many jobs come first
   */
  static Progress of(Optional<Job> job, Optional<OptionalLong> before) {
    PartCheck.State state = job.map(Progress::state).orElse(PartCheck.State.FAILED);
    return new Progress(
        state,
        job.filter(known -> state == PartCheck.State.PROCESSING)
            .map(
                known ->
                    new PartCheck.Making(known.progress(), before.orElse(OptionalLong.empty()))),
        job.flatMap(Job::error));
  }

  private static PartCheck.State state(Job job) {
    return switch (job.state()) {
      case QUEUED, RUNNING -> PartCheck.State.PROCESSING;
      case PAUSED -> PartCheck.State.PAUSED;
      case DONE, FAILED, CANCELLED -> PartCheck.State.FAILED;
    };
  }

  /**
   * Why a file cannot be used yet, or never.
   *
   * @param kind of the file, as the codes name it: {@code video} or {@code courseware}
   */
  Optional<Finding> obstacle(String kind, Part part) {
    return switch (state) {
      case MISSING, READY -> Optional.empty();
      case PROCESSING -> Optional.of(Finding.obstacle(kind + "-processing"));
      case PAUSED -> Optional.of(Finding.obstacle(kind + "-paused"));
      case FAILED ->
          Optional.of(
              why.map(failure -> failed(failure, part))
                  .orElseGet(() -> Finding.obstacle(kind + "-failed")));
    };
  }

  private static Finding failed(Job.Failure failure, Part part) {
    return failure.code().equals(USABLE_ALL_THE_SAME)
        ? Finding.warning(failure.code(), part.name())
        : Finding.obstacle(failure.code(), part.name());
  }
}
