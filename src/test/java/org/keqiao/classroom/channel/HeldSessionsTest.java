package org.keqiao.classroom.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.classroom.event.Act;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Happened;
import org.keqiao.classroom.event.Replay;
import org.keqiao.classroom.event.Seat;
import org.keqiao.cluster.Cluster;
import org.keqiao.cluster.ClusterSettings;
import org.keqiao.fixture.OwnBucket;
import org.keqiao.fixture.Ports;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** Sessions that two servers of a cluster hold over one log. */
class HeldSessionsTest {

  private static final Limits LIMITS = new Limits(60, 1000, 32 << 10, 1000, 1000, 300, 500);

  @TempDir static Path folder;

  private static OwnBucket bucket;
  private static SessionLog log;
  private static List<String> members = List.of();
  private static HeldSessions one;
  private static HeldSessions other;

  @BeforeAll
  static void start() throws Exception {
    bucket = OwnBucket.start(folder.resolve("s3"));
    log = new SessionLog(bucket.bucket());
    int first = Ports.free();
    int second = Ports.free();
    List<String> members = List.of("127.0.0.1:" + first, "127.0.0.1:" + second);
    one = server(bus(members, first));
    other = server(bus(members, second));
    HeldSessionsTest.members = members;
  }

  private static Vertx bus(List<String> members, int port) throws Exception {
    return Cluster.open(
        new ClusterSettings(members, "127.0.0.1", port, Ports.free(), "a secret of the test"),
        new VertxOptions(),
        Vertx.builder());
  }

  private static HeldSessions server(Vertx vertx) {
    return new HeldSessions(
        vertx,
        new HeldSessions.Surroundings(
            log, LIMITS, Clock.systemUTC(), HeldSessionsTest::facts, NOTHING),
        new SimpleMeterRegistry());
  }

  private static final Outcome NOTHING =
      new Outcome() {
        @Override
        public void opened(Id session) {
          assertThat(session).isNotNull();
        }

        @Override
        public void ended(Id session, ClassState last) {
          assertThat(last.ended()).isTrue();
        }
      };

  private static Facts facts(Id id) {
    return new Facts(
        id,
        Optional.of("lesson"),
        false,
        List.of("village", "hamlet"),
        Map.of(),
        Json.STORED.createObjectNode());
  }

  @AfterAll
  static void end() throws Exception {
    one.close();
    other.close();
    bucket.close();
  }

  private record Sitting(HeldSession session, Member member, HeardChannel channel) {

    static Sitting at(HeldSessions server, Id id, Seat seat, String account) {
      HeldSession session = server.take(id);
      HeardChannel channel = new HeardChannel();
      Member member =
          new Member(
              Id.fresh().value(),
              account,
              seat,
              Optional.of(account).filter(any -> seat == Seat.ROOM),
              (code, arguments) -> code,
              channel);
      session.join(member, Optional.empty());
      await(() -> !channel.heard("welcome").isEmpty());
      return new Sitting(session, member, channel);
    }

    void act(String ref, Act act) {
      session.act(member, Optional.of(ref), act, System.nanoTime());
    }

    boolean isKept(String ref) {
      return channel.heard("kept").stream().anyMatch(each -> each.path("ref").asText().equals(ref));
    }

    ClassState state() {
      return session.state().join();
    }
  }

  private static void await(BooleanSupplier wished) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!wished.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static List<Happened> logged(Id id) {
    return log.after(id, 0).flatMap(batch -> batch.entries().stream()).toList();
  }

  @Test
  void leads_atTwoServersAtOnce_giveOneOutcome_whichIsThatOfTheLog() throws Exception {
    Id id = Id.fresh();
    Sitting here = Sitting.at(one, id, Seat.LEAD, "wang");
    Sitting there = Sitting.at(other, id, Seat.LEAD, "li");
    Sitting village = Sitting.at(one, id, Seat.ROOM, "village");
    Sitting hamlet = Sitting.at(other, id, Seat.ROOM, "hamlet");
    List<Thread> both = new ArrayList<>();
    for (Sitting lead : List.of(here, there)) {
      both.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int i = 0; i < 60; i++) {
                      lead.act("r" + i, i % 2 == 0 ? new Act.Play(i) : new Act.Pause(i));
                    }
                  }));
    }
    for (Thread each : both) {
      each.join();
    }
    await(() -> here.isKept("r59") && there.isKept("r59"));
    await(() -> here.state().equals(there.state()));
    ClassState first = ClassState.first(Optional.of("lesson"));
    await(() -> Replay.of(first, logged(id)).equals(here.state()));
    await(
        () ->
            village.channel().last("state").equals(hamlet.channel().last("state"))
                && village.channel().last("state").path("seq").asLong()
                    == here.state().picture().seq());
    assertThat(logged(id)).extracting(Happened::seq).isSorted().doesNotHaveDuplicates();
    assertThat(logged(id)).filteredOn(each -> each.act() instanceof Act.Own).hasSize(1);
  }

  @Test
  void server_thatIsCutOff_losesTheOrder_andWhatWasKeptStays() throws Exception {
    Id id = Id.fresh();
    Vertx line = bus(members, Ports.free());
    HeldSessions lonely = server(line);
    Sitting lead = Sitting.at(lonely, id, Seat.LEAD, "wang");
    Sitting hamlet = Sitting.at(other, id, Seat.ROOM, "hamlet");
    lead.act("played", new Act.Play(10));
    lead.act("asked", new Act.Ask(new Act.Question("q", "short", "?", List.of())));
    await(() -> hamlet.state().floor().isAsked("q"));
    hamlet.act("answered", new Act.Answer("q", "42"));
    await(() -> lead.isKept("asked") && hamlet.isKept("answered"));

    line.close().toCompletionStage().toCompletableFuture().join();
    hamlet.act("raised", new Act.Hand(true));
    await(() -> hamlet.isKept("raised"));
    assertThat(hamlet.state().owner()).isNotEqualTo(lead.state().owner());
    assertThat(hamlet.state().picture().position()).isEqualTo(10);
    assertThat(hamlet.state().floor().answers()).containsEntry("hamlet", "42");

    lead.act("paused", new Act.Pause(99));
    Sitting again = Sitting.at(other, id, Seat.LEAD, "wang");
    again.act("on", new Act.Pause(50));
    await(() -> again.isKept("on"));
    assertThat(logged(id)).extracting(Happened::seq).isSorted().doesNotHaveDuplicates();
    ClassState replayed = Replay.of(ClassState.first(Optional.of("lesson")), logged(id));
    assertThat(replayed.floor().hands()).containsExactly("hamlet");
    assertThat(replayed.floor().answers()).containsEntry("hamlet", "42");
  }
}
