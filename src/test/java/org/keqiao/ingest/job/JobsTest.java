package org.keqiao.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Jobs of two servers over the same two stores. */
class JobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger CONTENTS = new AtomicInteger();

  @TempDir static Path folder;

  private static JobServers servers;

  private Jobs one;
  private Jobs other;
  private Toil toil;

  @BeforeAll
  static void open() throws Exception {
    servers = new JobServers(folder);
  }

  @AfterAll
  static void end() throws Exception {
    servers.close();
  }

  @BeforeEach
  void twoServers() throws Exception {
    one = servers.jobs();
    other = servers.jobs();
    toil = new Toil();
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  private static String content() {
    return Toil.sha256(CONTENTS.incrementAndGet());
  }

  private static Caller account(String name) {
    return new Caller(
        name,
        Optional.empty(),
        Map.of(Permission.READ_JOB, Reach.OWN, Permission.CONTROL_JOB, Reach.OWN));
  }

  private static Caller administrator() {
    return new Caller(
        "admin",
        Optional.empty(),
        Map.of(Permission.READ_JOB, Reach.EVERYWHERE, Permission.CONTROL_JOB, Reach.EVERYWHERE));
  }

  private static void await(BooleanSupplier wished) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!wished.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static Job.State state(Jobs server, Id id) {
    return server.service().newest(id).orElseThrow().value().state();
  }

  private void awaitState(Id id, Job.State wished) throws InterruptedException {
    await(() -> state(other, id) == wished);
  }

  @Test
  void jobs_ofTwoServers_areEachDoneOnceByOne() throws Exception {
    toil.letGo(40);
    one.start(List.of(toil), 4);
    other.start(List.of(toil), 4);
    List<String> contents = IntStream.range(0, 40).mapToObj(i -> content()).toList();
    for (String content : contents) {
      Jobs asked = content.hashCode() % 2 == 0 ? one : other;
      asked.service().request(toil.kind(), content, "curator");
    }
    await(() -> toil.finished().size() >= 40);
    assertThat(toil.finished()).containsExactlyInAnyOrderElementsOf(contents);
    assertThat(toil.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void job_thatRunsLongerThanItsLease_isKept() throws Exception {
    one.start(List.of(toil), 1);
    other.start(List.of(toil), 1);
    Id id = one.service().request(toil.kind(), content(), "curator");
    await(() -> toil.begun().size() == 1);
    long longer = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    await(() -> System.nanoTime() > longer);
    toil.letGo(1);
    awaitState(id, Job.State.DONE);
    assertThat(toil.begun()).hasSize(1);
  }

  @Test
  void job_runningElsewhere_showsItsProgress() throws Exception {
    one.start(List.of(toil), 1);
    Id id = one.service().request(toil.kind(), content(), "curator");
    await(() -> other.service().newest(id).orElseThrow().value().progress() == 40);
    toil.letGo(1);
    awaitState(id, Job.State.DONE);
  }

  @Test
  void job_cancelledAtAnotherServer_stopsSoon_andStaysCancelled() throws Exception {
    one.start(List.of(toil), 1);
    Id id = one.service().request(toil.kind(), content(), "curator");
    await(() -> toil.begun().size() == 1);
    other.service().control(account("curator"), id, Control.CANCEL);
    await(() -> toil.interrupted().size() == 1);
    Id next = one.service().request(toil.kind(), content(), "curator");
    toil.letGo(1);
    awaitState(next, Job.State.DONE);
    assertThat(state(one, id)).isEqualTo(Job.State.CANCELLED);
    assertThat(toil.begun()).hasSize(2);
  }

  @Test
  void job_pausedAtAnotherServer_stopsSoon_andGoesOnWhenResumed() throws Exception {
    one.start(List.of(toil), 1);
    Id id = one.service().request(toil.kind(), content(), "curator");
    await(() -> toil.begun().size() == 1);
    other.service().control(account("curator"), id, Control.PAUSE);
    await(() -> toil.interrupted().size() == 1);
    assertThat(state(one, id)).isEqualTo(Job.State.PAUSED);
    toil.letGo(1);
    other.service().control(account("curator"), id, Control.RESUME);
    awaitState(id, Job.State.DONE);
    assertThat(one.service().newest(id).orElseThrow().value().attempts()).isEqualTo(1);
  }

  @Test
  void job_ofAServerThatStops_isGivenBack_andTakenByTheOther() throws Exception {
    one.start(List.of(toil), 1);
    Id id = one.service().request(toil.kind(), content(), "curator");
    await(() -> toil.begun().size() == 1);
    one.close();
    assertThat(state(other, id)).isEqualTo(Job.State.QUEUED);
    toil.letGo(1);
    other.start(List.of(toil), 1);
    awaitState(id, Job.State.DONE);
    assertThat(other.service().newest(id).orElseThrow().value().attempts()).isEqualTo(1);
  }

  @Test
  void jobs_ofOneAccount_letOthersHaveTheirTurn() throws Exception {
    List<String> many = IntStream.range(0, 4).mapToObj(i -> content()).toList();
    List<String> few = IntStream.range(0, 2).mapToObj(i -> content()).toList();
    many.forEach(content -> one.service().request(toil.kind(), content, "busy"));
    few.forEach(content -> other.service().request(toil.kind(), content, "modest"));
    awaitListed("modest", 2);
    toil.letGo(6);
    one.start(List.of(toil), 1);
    await(() -> toil.finished().size() == 6);
    assertThat(toil.finished())
        .containsExactly(
            many.get(0), few.get(0), many.get(1), few.get(1), many.get(2), many.get(3));
  }

  @Test
  void job_thatCanWait_letsOthersGoFirst() throws Exception {
    String later = content();
    String soon = content();
    one.service().request(Order.of(toil.kind(), later).later(), "curator");
    one.service().request(toil.kind(), soon, "somebody");
    awaitListed("somebody", 1);
    toil.letGo(2);
    one.start(List.of(toil), 1);
    await(() -> toil.finished().size() == 2);
    assertThat(toil.finished()).containsExactly(soon, later);
  }

  @Test
  void job_thatWaits_tellsHowManyAreBeforeIt() throws Exception {
    List<Id> ids =
        IntStream.range(0, 3)
            .mapToObj(i -> one.service().request(toil.kind(), content(), "waiting"))
            .toList();
    await(() -> before(ids.get(2)).equals(OptionalLong.of(2)));
    assertThat(before(ids.get(0))).hasValue(0);
    ids.forEach(id -> one.service().control(account("waiting"), id, Control.CANCEL));
    assertThat(before(ids.get(0))).isEmpty();
  }

  private OptionalLong before(Id id) {
    return other.service().before(other.service().newest(id).orElseThrow().value());
  }

  @Test
  void jobs_areListedForWhoeverAskedForThem_theLastFirst() throws Exception {
    Id first = one.service().request(toil.kind(), content(), "lister");
    Id second = one.service().request(toil.kind(), content(), "lister");
    Id third = one.service().request(toil.kind(), content(), "somebody");
    awaitListed("somebody", 1);
    assertThat(listed(account("lister"))).containsExactly(second, first);
    assertThat(listed(administrator())).containsExactly(third, second, first);
  }

  /** Cards can be found a moment after they are written. */
  private void awaitListed(String account, int jobs) throws InterruptedException {
    await(() -> listed(account(account)).size() == jobs);
  }

  private List<Id> listed(Caller caller) {
    Page<Entry<Job>> page =
        other
            .service()
            .list(caller, List.of("queued"), List.of(toil.kind()), 100, Optional.empty());
    return page.items().stream().map(Entry::id).toList();
  }

  @Test
  void job_ofSomebodyElse_doesNotExist() {
    Id id = one.service().request(toil.kind(), content(), "owner");
    assertThatThrownBy(() -> other.service().read(account("stranger"), id))
        .isInstanceOf(FaultException.class)
        .hasMessageContaining("job-not-found");
    assertThatThrownBy(() -> other.service().control(account("stranger"), id, Control.CANCEL))
        .hasMessageContaining("job-not-found");
    assertThat(other.service().control(administrator(), id, Control.CANCEL).value().state())
        .isEqualTo(Job.State.CANCELLED);
  }

  @Test
  void job_thatOthersWaitFor_isStoppedByTheAdministratorOnly() {
    String content = content();
    Id id = one.service().request(toil.kind(), content, "first");
    other.service().request(toil.kind(), content, "second");
    assertThatThrownBy(() -> one.service().control(account("first"), id, Control.CANCEL))
        .hasMessageContaining("job-shared");
    assertThatThrownBy(() -> one.service().control(account("second"), id, Control.PAUSE))
        .hasMessageContaining("job-shared");
    assertThat(one.service().control(administrator(), id, Control.CANCEL).value().state())
        .isEqualTo(Job.State.CANCELLED);
  }

  @Test
  void job_cancelled_beginsAnewWhenItIsAskedForAgain() throws Exception {
    String content = content();
    Id id = one.service().request(toil.kind(), content, "curator");
    one.service().control(account("curator"), id, Control.CANCEL);
    toil.letGo(1);
    one.start(List.of(toil), 1);
    other.service().request(toil.kind(), content, "another");
    awaitState(id, Job.State.DONE);
    assertThat(toil.finished()).containsExactly(content);
  }

  @Test
  void job_ofAKindThatNobodyDoes_waits() throws Exception {
    String known = content();
    Id unknown = one.service().request("unheard-of", content(), "curator");
    Id id = one.service().request(toil.kind(), known, "curator");
    toil.letGo(1);
    one.start(List.of(toil), 1);
    awaitState(id, Job.State.DONE);
    assertThat(state(one, unknown)).isEqualTo(Job.State.QUEUED);
  }

  @Test
  void work_thatBreaks_isPutOff_andRetriedAtOnceOnDemand() throws Exception {
    Breaking breaking = new Breaking();
    one.start(List.of(breaking), 1);
    Id id = one.service().request(breaking.kind(), content(), "curator");
    await(() -> state(other, id) == Job.State.QUEUED && breaking.times() == 1);
    Job putOff = other.service().newest(id).orElseThrow().value();
    assertThat(putOff.error().map(Job.Failure::code)).contains("job-trouble");
    assertThat(putOff.notBefore()).isPresent();
    other.service().control(account("curator"), id, Control.RETRY);
    await(() -> breaking.times() == 2);
    await(() -> state(other, id) == Job.State.QUEUED);
    one.service().control(account("curator"), id, Control.CANCEL);
  }

  /** Work that always meets trouble. */
  private static final class Breaking implements Work {

    private final AtomicInteger times = new AtomicInteger();

    @Override
    public String kind() {
      return "breaking";
    }

    @Override
    public void run(Task task) throws IOException {
      times.incrementAndGet();
      throw new IOException("the line is cut");
    }

    int times() {
      return times.get();
    }
  }
}
