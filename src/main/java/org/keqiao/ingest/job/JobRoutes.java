package org.keqiao.ingest.job;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Jobs over HTTP. */
public final class JobRoutes {

  private static final long LOOK_EVERY_MILLIS = 500;

  private final JobService service;

  /** Over what can be done with them. */
  public JobRoutes(JobService service) {
    this.service = service;
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.api("readJob", HttpMethod.GET, "/jobs/:id", Permission.READ_JOB, this::read),
        Route.api(
            "watchJob", HttpMethod.GET, "/jobs/:id/events", Permission.READ_JOB, this::watch));
  }

  record JobView(
      Id id,
      String kind,
      String state,
      int progress,
      int attempts,
      Optional<Job.Failure> error,
      String sha256) {

    static JobView of(Entry<Job> job) {
      Job value = job.value();
      return new JobView(
          job.id(),
          value.kind(),
          value.state().label(),
          value.progress(),
          value.attempts(),
          value.error(),
          value.sha256());
    }
  }

  private Reply read(Call call) {
    return Reply.ok(JobView.of(service.read(call.id("job"))));
  }

  private Reply watch(Call call) {
    Id id = call.id("job");
    service.read(id);
    return Reply.events(
        sink -> {
          Entry<Job> job = service.read(id);
          Optional<JobView> told = Optional.empty();
          while (true) {
            JobView now = JobView.of(job);
            if (!told.equals(Optional.of(now)) && !sink.send("job", now)) {
              return;
            }
            told = Optional.of(now);
            if (job.value().state().ended() || sink.closed()) {
              return;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
            job = service.read(id);
          }
        });
  }
}
