package org.keqiao.ingest.job;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Jobs: asked for, followed, and stopped or let go on by those who asked. */
public final class JobService {

  /** Jobs. */
  public static final RecordType<Job> TYPE = new RecordType<>("job", Job.class);

  /** How far back each job that an account waits for puts its next one of the kind. */
  private static final Duration PUT_BACK = Duration.ofHours(1);

  private final Records<Job> jobs;
  private final JobIndex index;
  private final Claims claims;

  /** Over the two stores; a worker that is silent for {@code lease} is believed dead. */
  public JobService(Records<Job> jobs, Projection<Job> cards, Duration lease) {
    this.jobs = jobs;
    this.index = new JobIndex(cards);
    this.claims = new Claims(jobs, index, lease);
  }

  /** Shows how many jobs wait and run, on all servers together; NaN when nobody can tell. */
  public void monitor(MeterRegistry metrics) {
    for (Job.State state : List.of(Job.State.QUEUED, Job.State.RUNNING)) {
      Gauge.builder("keqiao.jobs", index, cards -> count(cards, state))
          .description("jobs of all servers that wait or run")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(metrics);
    }
  }

  private static double count(JobIndex cards, Job.State state) {
    try {
      return cards.count(state);
    } catch (FaultException away) {
      return Double.NaN;
    }
  }

  /** What a worker of this process goes by. */
  Claims claims() {
    return claims;
  }

  /** Asks for a kind of work on content, soon. */
  public Id request(String kind, String sha256, String by) {
    return request(Order.of(kind, sha256), by);
  }

  /**
   * Asks for work: there is one job for it, whoever asks. A job that was given up begins anew, and
   * one that was paused goes on.
   *
   * @param by the account that asks, and may follow and stop it from now on
   */
  public Id request(Order order, String by) {
    Id id = order.id();
    Asked asked = asked(order, by);
    Job queued = Job.queued(order.kind(), order.sha256(), asked);
    boolean known = jobs.newest(id).isPresent();
    if (known || jobs.createIfAbsent(id, queued, by).isEmpty()) {
      jobs.update(id, by, job -> job.askedAgain(asked));
    }
    claims.hint(id);
    return id;
  }

  private Asked asked(Order order, String by) {
    Instant now = Instant.now();
    Instant earliest = now.plus(order.priority().patience());
    return new Asked(
        List.of(by),
        order.name(),
        now,
        lastTurn(order.kind(), by)
            .map(last -> last.plus(PUT_BACK))
            .filter(last -> last.isAfter(earliest))
            .orElse(earliest));
  }

  /** Without the index everybody is taken in the order of asking. */
  private Optional<Instant> lastTurn(String kind, String by) {
    try {
      return index.lastTurn(kind, by);
    } catch (FaultException away) {
      return Optional.empty();
    }
  }

  /** A job as it stands, with the progress of this very moment when it runs here. */
  public Entry<Job> read(Id id) {
    return claims.withProgress(jobs.read(id));
  }

  /** The same from the bucket itself, whatever other servers wrote; nothing when it is gone. */
  Optional<Entry<Job>> newest(Id id) {
    return jobs.newest(id).map(claims::withProgress);
  }

  /** The same; nothing when there is no such job any more. */
  public Optional<Entry<Job>> find(Id id) {
    return jobs.find(id).map(claims::withProgress);
  }

  /** The job that does a kind of work on content, if anybody asked for it. */
  public Optional<Entry<Job>> find(String kind, String sha256) {
    return jobs.find(Order.of(kind, sha256).id());
  }

  /**
   * A job that the caller asked for; those of others do not exist for her.
   *
   * @throws FaultException not found
   */
  Entry<Job> read(Caller caller, Id id) {
    Entry<Job> job =
        current(id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
    caller.require(Permission.READ_JOB, place(job.value()), TYPE.name(), id.value());
    return job;
  }

  /** While the bucket is away, as it was seen last. */
  private Optional<Entry<Job>> current(Id id) {
    try {
      return newest(id);
    } catch (FaultException away) {
      return jobs.find(id).map(claims::withProgress);
    }
  }

  private static Place place(Job job) {
    return Place.of(job.asked().by());
  }

  /**
   * A page of the jobs that the caller asked for, or of everybody's for whoever acts for the whole
   * platform; the last asked for first.
   *
   * @param states empty for all
   * @param kinds empty for all
   */
  Page<Entry<Job>> list(
      Caller caller, List<String> states, List<String> kinds, int limit, Optional<String> cursor) {
    Optional<String> asker =
        Optional.of(caller.account())
            .filter(own -> !caller.reach(Permission.READ_JOB).everywhere());
    Page<Entry<Job>> page = index.newest(asker, states, kinds, limit, cursor);
    return new Page<>(page.items().stream().map(claims::withProgress).toList(), page.next());
  }

  /** What an account has asked for, the last first, and no more than {@code most}. */
  public List<Entry<Job>> askedBy(Id account, int most) {
    return index
        .newest(Optional.of(account.value()), List.of(), List.of(), most, Optional.empty())
        .items();
  }

  /** How many jobs are before a job that waits; nothing when it does not, or nobody can tell. */
  public OptionalLong before(Job job) {
    if (job.state() != Job.State.QUEUED) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(index.waitingBefore(job.asked().turn()));
    } catch (FaultException away) {
      return OptionalLong.empty();
    }
  }

  /**
   * Does something with a job that the caller asked for.
   *
   * @throws FaultException not found; or conflict, when the job is in no state for this, or when
   *     others would miss it
   */
  Entry<Job> control(Caller caller, Id id, Control control) {
    Entry<Job> known =
        jobs.newest(id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
    caller.require(Permission.CONTROL_JOB, place(known.value()), TYPE.name(), id.value());
    Entry<Job> changed =
        jobs.update(
            id,
            caller.account(),
            job -> {
              Job next = control.on(job, () -> again(caller, job));
              if (control.stops() && !next.equals(job)) {
                refuseShared(caller, job);
              }
              return next;
            });
    claims.hint(id);
    return claims.withProgress(changed);
  }

  /** Whoever retries takes a turn of her own; what is retried on behalf of others stays theirs. */
  private Asked again(Caller caller, Job job) {
    String owner =
        job.asked().owner().filter(first -> controlsAll(caller)).orElse(caller.account());
    return asked(Order.of(job.kind(), job.sha256()), owner);
  }

  /** What others wait for too, only whoever acts for the whole platform may stop. */
  private static void refuseShared(Caller caller, Job job) {
    if (!controlsAll(caller) && job.asked().by().size() > 1) {
      throw FaultException.conflict("job-shared");
    }
  }

  private static boolean controlsAll(Caller caller) {
    return caller.may(Permission.CONTROL_JOB, Place.PLATFORM);
  }
}
