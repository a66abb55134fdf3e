package org.keqiao.ingest.job;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Jobs over HTTP. */
public final class JobRoutes {

  /** Proxies hang up on a stream that is silent for long; the usual limit is a minute. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final List<String> STATES =
      Stream.of(Job.State.values()).map(Job.State::label).toList();

  private final JobService service;
  private final JobWatches watches;

  /** Over what can be done with them. */
  public JobRoutes(JobService service) {
    this.service = service;
    this.watches = new JobWatches(service);
  }

  /** The routes. */
  public List<Route> routes() {
    return List.of(
        Route.api("listJobs", HttpMethod.GET, "/jobs", Permission.READ_JOB, this::list),
        Route.api("readJob", HttpMethod.GET, "/jobs/:id", Permission.READ_JOB, this::read),
        Route.api("watchJob", HttpMethod.GET, "/jobs/:id/events", Permission.READ_JOB, this::watch),
        control("pauseJob", Control.PAUSE),
        control("resumeJob", Control.RESUME),
        control("cancelJob", Control.CANCEL),
        control("retryJob", Control.RETRY));
  }

  private Route control(String operation, Control control) {
    return Route.api(
        operation,
        HttpMethod.POST,
        "/jobs/:id/" + control.label(),
        Permission.CONTROL_JOB,
        call -> Reply.ok(view(service.control(call.caller(), call.id("job"), control), call)));
  }

  private JobView view(Entry<Job> job, Call call) {
    return JobView.of(new JobLook(job, service.before(job.value())), call);
  }

  private Reply list(Call call) {
    call.allowQuery("state", "kind", "limit", "cursor");
    Page<Entry<Job>> page =
        service.list(
            call.caller(), states(call), call.queries("kind"), call.limit(), call.query("cursor"));
    return new Page<>(page.items().stream().map(job -> view(job, call)).toList(), page.next())
        .reply(call);
  }

  private static List<String> states(Call call) {
    List<String> states = call.queries("state");
    List<Violation> unknown =
        states.stream()
            .filter(state -> !STATES.contains(state))
            .map(state -> Violation.of("state", "unknown-term", state))
            .toList();
    if (!unknown.isEmpty()) {
      throw FaultException.invalid(unknown);
    }
    return states;
  }

  private Reply read(Call call) {
    return Reply.ok(view(service.read(call.caller(), call.id("job")), call));
  }

  /** An empty answer tells a browser that has seen the end not to ask again. */
  private Reply watch(Call call) {
    Entry<Job> job = service.read(call.caller(), call.id("job"));
    Optional<String> seen = call.header("Last-Event-ID");
    JobLook look = new JobLook(job, service.before(job.value()));
    if (look.ended() && seen.equals(Optional.of(look.mark()))) {
      return Reply.empty();
    }
    return Reply.events(sink -> follow(job.id(), seen, call, sink));
  }

  private void follow(Id id, Optional<String> before, Call call, Reply.EventSink sink)
      throws InterruptedException {
    JobWatch watch = watches.join(id);
    try {
      Optional<String> seen = before;
      while (!sink.closed()) {
        Optional<JobLook> look = watch.news(seen, HEARTBEAT);
        if (look.isEmpty() && watch.isOver()) {
          return;
        }
        boolean heard =
            look.isPresent()
                ? sink.send(look.get().mark(), "job", JobView.of(look.get(), call))
                : sink.beat();
        if (!heard || look.filter(JobLook::ended).isPresent()) {
          return;
        }
        if (look.isPresent()) {
          seen = Optional.of(look.get().mark());
        }
      }
    } finally {
      watches.leave(id, watch);
    }
  }
}
