package org.keqiao.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Json;

/** The laws of a job, whatever workers and people do to it in whatever order. */
class JobTest {

  private static final Instant START = Instant.parse("2026-03-02T01:20:05Z");
  private static final Instant NEVER = START.plus(Duration.ofDays(3650));
  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Job.Failure TROUBLE = new Job.Failure("job-trouble", "a test");
  private static final Asked ASKED = new Asked(List.of("curator"), Optional.empty(), START, START);
  private static final Set<Job.State> ENDED =
      Set.of(Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED);

  enum Operation {
    CLAIM,
    RENEW,
    DONE,
    FAIL,
    PUT_OFF,
    RELEASE,
    PAUSE,
    RESUME,
    CANCEL,
    RETRY,
    ASK
  }

  /**
   * One thing that happens.
   *
   * @param attempt which of the attempts so far says it, the dead ones included
   * @param later how much time has passed before it
   */
  record Step(Operation operation, int attempt, Duration later) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    Arbitrary<Duration> times =
        Arbitraries.of(Duration.ZERO, Duration.ofSeconds(6), LEASE, Duration.ofHours(1));
    return Combinators.combine(
            Arbitraries.of(Operation.values()), Arbitraries.integers().between(0, 9), times)
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  /** A job, the time, and every lease that was ever given for it. */
  private static final class Life {

    private Job job = Job.queued("test", "0".repeat(64), ASKED);
    private Instant now = START;
    private final List<Job.Lease> leases = new ArrayList<>();

    private void take(Step step) {
      now = now.plus(step.later());
      try {
        job = next(step);
      } catch (FaultException refused) {
        assertThat(refused.fault().code()).isIn("job-ended", "job-done", "job-paused");
      }
    }

    private Job next(Step step) {
      String worker =
          leases.isEmpty() ? "nobody" : leases.get(step.attempt() % leases.size()).worker();
      return switch (step.operation()) {
        case CLAIM -> claim();
        case RENEW -> job.ifHeldBy(worker, held -> held.alive(lease(worker), 50));
        case DONE -> job.ifHeldBy(worker, Job::done);
        case FAIL -> job.ifHeldBy(worker, held -> held.failed(TROUBLE));
        case PUT_OFF -> job.ifHeldBy(worker, held -> held.putOff(now, TROUBLE));
        case RELEASE -> job.ifHeldBy(worker, Job::released);
        case PAUSE -> Control.PAUSE.on(job, () -> ASKED);
        case RESUME -> Control.RESUME.on(job, () -> ASKED);
        case CANCEL -> Control.CANCEL.on(job, () -> ASKED);
        case RETRY -> Control.RETRY.on(job, () -> ASKED);
        case ASK -> job.askedAgain(ASKED);
      };
    }

    private Job claim() {
      Job.Lease lease = lease("attempt-" + leases.size());
      leases.add(lease);
      return job.claimed(now, lease);
    }

    private Job.Lease lease(String worker) {
      return new Job.Lease(worker, now.plus(LEASE), Optional.of(now));
    }

    private long holders() {
      return leases.stream().filter(lease -> job.heldBy(lease.worker())).count();
    }
  }

  @Property
  void job_isHeldByOneAttemptWhileItRuns_andByNoneOtherwise(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    for (Step step : steps) {
      life.take(step);
      boolean running = life.job.state() == Job.State.RUNNING;
      assertThat(life.holders()).isEqualTo(running ? 1 : 0);
      assertThat(life.job.lease().isPresent()).isEqualTo(running);
    }
  }

  @Property
  void job_thatIsHeld_isNotTakenBeforeItsLeaseEnds(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    for (Step step : steps) {
      Job before = life.job;
      life.take(step);
      boolean taken =
          step.operation() == Operation.CLAIM
              && !life.job.equals(before)
              && before.lease().isPresent();
      if (taken) {
        assertThat(before.lease().orElseThrow().until()).isBeforeOrEqualTo(life.now);
      }
    }
  }

  @Property
  void job_thatHasEndedOrIsPaused_doesNotRunByItself(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    Set<Operation> people =
        Set.of(Operation.RESUME, Operation.CANCEL, Operation.RETRY, Operation.ASK);
    for (Step step : steps) {
      Job before = life.job;
      life.take(step);
      boolean still = before.state().ended() || before.state() == Job.State.PAUSED;
      if (still && !people.contains(step.operation())) {
        assertThat(life.job).isEqualTo(before);
        assertThat(life.job.claimable(NEVER)).isFalse();
      }
    }
  }

  @Property
  void job_isDoneForGood(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    boolean done = false;
    for (Step step : steps) {
      life.take(step);
      done = done || life.job.state() == Job.State.DONE;
      assertThat(life.job.state() == Job.State.DONE).isEqualTo(done);
    }
  }

  @Property
  void attempts_areBounded(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    for (Step step : steps) {
      life.take(step);
      assertThat(life.job.attempts()).isBetween(0, Job.MOST_ATTEMPTS);
      assertThat(life.job.progress()).isBetween(0, 100);
    }
  }

  @Property
  void job_whoseWorkersAllFallSilent_isGivenUp(@ForAll("lives") List<Step> steps) {
    Life life = new Life();
    steps.forEach(life::take);
    for (int i = 0; i <= Job.MOST_ATTEMPTS + 1; i++) {
      life.take(new Step(Operation.CLAIM, 0, Duration.ofHours(1)));
    }
    assertThat(life.job.claimable(NEVER)).isFalse();
    assertThat(life.job.state())
        .isIn(Job.State.FAILED, Job.State.DONE, Job.State.CANCELLED, Job.State.PAUSED);
  }

  @Test
  void job_putOff_waitsLongerEachTime_andIsGivenUpInTheEnd() {
    Life life = new Life();
    List<Duration> pauses = new ArrayList<>();
    while (!ENDED.contains(life.job.state())) {
      life.take(new Step(Operation.CLAIM, 0, Duration.ofHours(1)));
      life.take(new Step(Operation.PUT_OFF, life.leases.size() - 1, Duration.ZERO));
      life.job.notBefore().ifPresent(until -> pauses.add(Duration.between(life.now, until)));
    }
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(80),
            Duration.ofSeconds(320));
    assertThat(life.job.state()).isEqualTo(Job.State.FAILED);
    assertThat(life.job.error()).contains(TROUBLE);
  }

  @Test
  void job_ofAnOlderProgram_isReadAsAskedByNobody() {
    String old =
        """
        {"kind": "transcode", "sha256": "00", "state": "running", "progress": 3, "attempts": 1,
         "lease": {"worker": "w", "until": "2026-03-02T01:20:05Z"}}""";
    Job job = Json.read(old.getBytes(StandardCharsets.UTF_8), Job.class);
    assertThat(job.asked().by()).isEmpty();
    assertThat(job.claimable(NEVER)).isTrue();
  }
}
