package org.keqiao.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.feed.FeedServers.Lamp;
import org.keqiao.feed.FeedServers.Server;
import org.keqiao.fixture.MovingClock;
import org.keqiao.store.Id;
import org.keqiao.store.Records;

/** One order for all servers: nothing is lost, nothing comes twice, nothing comes late. */
class FeedLogTest {

  private static final int WRITERS = 500;

  @TempDir Path folder;

  private final MovingClock clock = new MovingClock(Instant.now());
  private FeedServers servers;

  @BeforeEach
  void start() throws IOException {
    servers = new FeedServers(folder, clock);
  }

  @AfterEach
  void close() throws IOException {
    servers.close();
  }

  private static Id lamp(int number) {
    return new Id("lamp-" + number);
  }

  private static void turn(Server server, int number) {
    server.lamps().update(lamp(number), "somebody", lamp -> new Lamp(lamp.brightness() + 1));
  }

  /**
   * A server with too many callers hangs up on some: they try again. What was written without
   * anybody hearing so is found when records and feed are compared.
   */
  private static void insist(Supplier<?> work) {
    while (true) {
      try {
        var _ = work.get();
        return;
      } catch (FaultException busy) {
        assertThat(busy.fault()).isInstanceOf(Fault.Unavailable.class);
      }
    }
  }

  private static void assertGapFree(List<FeedEvent> events) {
    assertThat(events.stream().map(FeedEvent::sequence))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
    assertThat(events.stream().map(FeedEvent::id)).doesNotHaveDuplicates();
    Map<Id, List<Long>> versions =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    FeedEvent::record,
                    Collectors.mapping(FeedEvent::version, Collectors.toList())));
    assertThat(versions.values()).allMatch(each -> each.equals(each.stream().sorted().toList()));
  }

  @Test
  void writers_fiveHundredOnThreeServers_areSeenOnceEachByAReaderWhoFollows() throws Exception {
    List<Server> all = List.of(servers.server(), servers.server(), servers.server());
    Server follower = servers.server();
    ConcurrentLinkedQueue<FeedEvent> seen = new ConcurrentLinkedQueue<>();
    CountDownLatch written = new CountDownLatch(WRITERS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        threads.execute(
            () -> {
              Records<Lamp> first = all.get(number % 3).lamps();
              Records<Lamp> second = all.get((number + 1) % 3).lamps();
              insist(() -> first.createIfAbsent(lamp(number), new Lamp(1), "somebody"));
              insist(() -> second.update(lamp(number), "somebody", lamp -> new Lamp(2)));
              written.countDown();
            });
      }
      for (Server server : all) {
        threads.execute(
            () -> {
              while (written.getCount() > 0) {
                insist(
                    () -> {
                      server.log().catchUp();
                      return true;
                    });
              }
              insist(
                  () -> {
                    server.log().compare();
                    return true;
                  });
            });
      }
      FeedPosition place = new FeedPosition(1, 0);
      while (seen.size() < 2 * WRITERS) {
        FeedBatch batch = follower.reader().read(place, FeedServers.ALL, 7);
        seen.addAll(batch.events());
        place = batch.next();
      }
    }
    List<FeedEvent> events = List.copyOf(seen);
    assertThat(events).hasSize(2 * WRITERS);
    assertGapFree(events);
    assertThat(follower.everything(100)).isEqualTo(events);
  }

  @Test
  void server_thatDiesBeforeItWrites_losesNothing() throws Exception {
    Server dead = servers.server();
    dead.lamps().create(lamp(1), new Lamp(1), "somebody");
    turn(dead, 1);
    Server other = servers.server();
    other.log().catchUp();
    assertThat(other.everything(10)).isEmpty();

    other.log().compare();
    assertThat(other.everything(10))
        .extracting(FeedEvent::type)
        .containsExactly("lamp.made", "lamp.turned");
    other.log().compare();
    servers.server().log().compare();
    assertGapFree(other.everything(10));
    assertThat(other.everything(10)).hasSize(2);
  }

  @Test
  void version_afterOneThatADeadServerDidNotWrite_waitsForIt() throws Exception {
    Server dead = servers.server();
    Server other = servers.server();
    dead.lamps().create(lamp(1), new Lamp(1), "somebody");
    turn(other, 1);
    other.log().catchUp();

    assertThat(other.everything(10)).extracting(FeedEvent::version).containsExactly(1L, 2L);
    dead.log().catchUp();
    other.log().compare();
    assertThat(other.everything(10)).hasSize(2);
  }

  @Test
  void versions_thatSayNothing_areNoEvents_andHoldUpNone() throws Exception {
    Server server = servers.server();
    server.lamps().create(lamp(1), new Lamp(8), "somebody");
    for (int i = 0; i < 4; i++) {
      turn(server, 1);
      server.log().catchUp();
    }
    assertThat(server.everything(10))
        .extracting(FeedEvent::state)
        .containsExactly("8", "9", "11", "12");
    assertGapFree(server.everything(10));
  }

  @Test
  void comparing_afterALongTime_looksOnlyAtWhatIsNewer_andMissesNothing() throws Exception {
    Server server = servers.server();
    server.lamps().create(lamp(1), new Lamp(1), "somebody");
    server.log().compare();
    Instant made = Instant.now();
    while (Instant.now().isBefore(made.plusSeconds(3))) {
      Thread.onSpinWait();
    }
    Instant old = Instant.now().minusSeconds(1);
    clock.move(Duration.between(clock.instant(), old.plus(Records.LONGEST_REQUEST)));
    server.log().compare();
    Server later = servers.server();
    Server dead = servers.server();
    turn(dead, 1);
    turn(later, 1);
    later.log().catchUp();
    server.log().compare();
    assertThat(later.everything(10)).extracting(FeedEvent::version).containsExactly(1L, 2L, 3L);
    assertGapFree(later.everything(10));
  }

  @Test
  void cursor_beforeWhatIsKept_isGone_andOneThatNeverWasIsRefused() throws Exception {
    Server server = servers.server();
    List<FeedPosition> places = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      server.lamps().create(lamp(i), new Lamp(1), "somebody");
      server.log().catchUp();
      places.add(new FeedPosition(i + 1, 0));
    }
    server.log().compare();
    clock.move(Duration.ofDays(40));
    server.lamps().create(lamp(9), new Lamp(1), "somebody");
    server.log().compare();
    server.log().compare();
    assertThat(server.log().forget()).isPositive();

    Server fresh = servers.server();
    assertThatThrownBy(() -> fresh.reader().read(places.getFirst(), FeedServers.ALL, 10))
        .isInstanceOfSatisfying(
            FaultException.class,
            gone -> assertThat(gone.fault().code()).isEqualTo("cursor-expired"));
    assertThatThrownBy(() -> fresh.reader().read(new FeedPosition(5000, 0), FeedServers.ALL, 10))
        .isInstanceOfSatisfying(
            FaultException.class,
            refused -> assertThat(refused.fault().code()).isEqualTo("invalid"));
    fresh.log().compare();
    assertThat(fresh.log().end()).isEqualTo(server.log().end());
  }
}
