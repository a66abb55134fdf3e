package org.keqiao.ingest.job;

import java.time.Duration;
import java.time.Instant;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/**
 * A job as callers see it.
 *
 * @param before how many jobs are before it in the queue
 * @param remainingSeconds how long it will take from now, if it goes on as it went
 * @param retryAt when it is tried again after an error
 */
record JobView(
    Id id,
    String kind,
    String state,
    int progress,
    int attempts,
    Instant askedAt,
    Optional<String> name,
    OptionalLong before,
    OptionalLong remainingSeconds,
    Optional<Instant> retryAt,
    Optional<ErrorView> error,
    String sha256) {

  /** With less done than this, what is left cannot be told from it. */
  private static final int TELLING_PERCENT = 5;

  /**
   * Why the last attempt failed.
   *
   * @param message in the caller's language
   * @param detail for the operator, in English; absent for others
   */
  record ErrorView(String code, String message, Optional<String> detail) {

    static ErrorView of(Job.Failure failure, Optional<String> name, Call call) {
      return new ErrorView(
          failure.code(),
          sentence(failure.code(), name, call),
          Optional.of(failure.message())
              .filter(detail -> call.caller().may(Permission.READ_JOB, Place.PLATFORM)));
    }

    /** The sentences of refused files name the file. */
    private static String sentence(String code, Optional<String> name, Call call) {
      try {
        return call.sentence(code, name.orElseGet(() -> call.sentence("job-file")));
      } catch (MissingResourceException unknown) {
        return call.sentence("job-broken");
      }
    }
  }

  static JobView of(JobLook look, Call call) {
    Entry<Job> job = look.job();
    Job value = job.value();
    return new JobView(
        job.id(),
        value.kind(),
        value.state().label(),
        value.progress(),
        value.attempts(),
        value.asked().at(),
        value.asked().name(),
        look.before(),
        remaining(value, Instant.now()),
        value.notBefore(),
        value.error().map(failure -> ErrorView.of(failure, value.asked().name(), call)),
        value.sha256());
  }

  private static OptionalLong remaining(Job job, Instant now) {
    Optional<Instant> since = job.lease().flatMap(Job.Lease::since);
    if (since.isEmpty() || job.progress() < TELLING_PERCENT) {
      return OptionalLong.empty();
    }
    long taken = Duration.between(since.get(), now).toSeconds();
    return OptionalLong.of(Math.max(0, taken) * (100 - job.progress()) / job.progress());
  }
}
