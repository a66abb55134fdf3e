package org.keqiao.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.embedded.EmbeddedBucket;

/**
 * However reads, writes, evictions and news that is late, doubled or lost fall together: nobody
 * reads an older version than one that was read, written or heard of at the same server before.
 */
class RecordOrderTest {

  record Counter(int value) {}

  private static final RecordType<Counter> TYPE = new RecordType<>("ordered", Counter.class);
  private static final int STEPS = 60;

  @TempDir static Path folder;

  private static EmbeddedBucket server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedBucket.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  /** Something that a server has done, or has been told, from one moment to another. */
  private record Done(Id id, boolean read, long begun, long ended, long version) {}

  /** One server, and what it did. */
  private record Server(Bucket bucket, Records<Counter> records, Queue<Done> done) {

    static Server open(long memory, Duration fresh) throws IOException {
      Bucket bucket =
          Bucket.open(
              new BucketSettings(Optional.empty(), "us-east-1", "order", "", "")
                  .at(server.address(), server.accessKey(), server.secretKey()),
              new RecordSettings(memory, fresh));
      Records<Counter> records = new Records<>(bucket, TYPE, Optional.empty());
      return new Server(bucket, records, new ConcurrentLinkedQueue<>());
    }

    void read(Id id) {
      long begun = System.nanoTime();
      long version = records.read(id).version();
      done.add(new Done(id, true, begun, System.nanoTime(), version));
    }

    void write(Id id) {
      long begun = System.nanoTime();
      long version =
          records.update(id, "test", counter -> new Counter(counter.value() + 1)).version();
      done.add(new Done(id, false, begun, System.nanoTime(), version));
    }

    void hear(RecordNews news) {
      long begun = System.nanoTime();
      bucket.records().hear(news);
      done.add(new Done(news.id(), false, begun, System.nanoTime(), news.version()));
    }

    /** The reads that showed less than what was known when they began. */
    List<Done> backward() {
      List<Done> ends = new ArrayList<>(done);
      ends.sort(Comparator.comparingLong(Done::ended));
      List<Done> begins = done.stream().sorted(Comparator.comparingLong(Done::begun)).toList();
      Map<Id, Long> known = new HashMap<>();
      List<Done> backward = new ArrayList<>();
      int next = 0;
      for (Done each : begins) {
        for (; ends.get(next).ended() < each.begun(); next++) {
          known.merge(ends.get(next).id(), ends.get(next).version(), Long::max);
        }
        if (each.read() && each.version() < known.getOrDefault(each.id(), 0L)) {
          backward.add(each);
        }
      }
      return backward;
    }
  }

  /** News that takes its time, comes twice, or never. */
  private static void tell(Server from, Server to, ExecutorService threads, Random chance) {
    from.bucket()
        .records()
        .tell(
            news -> {
              int fate = chance.nextInt(4);
              for (int copy = 0; copy < fate; copy++) {
                long delay = chance.nextInt(10);
                var _ =
                    threads.submit(
                        () -> {
                          Thread.sleep(delay);
                          to.hear(news);
                          return true;
                        });
              }
            });
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void reads_inAnyInterleaving_neverGoBack(long seed) throws Exception {
    Random chance = new Random(seed);
    Duration fresh = Duration.ofMillis(chance.nextBoolean() ? 3 : 3_600_000);
    long memory = chance.nextBoolean() ? 1_500 : 1 << 20;
    List<Id> ids = List.of(Id.fresh(), Id.fresh(), Id.fresh());
    List<Server> servers = List.of(Server.open(memory, fresh), Server.open(memory, fresh));
    ids.forEach(id -> servers.getFirst().records().create(id, new Counter(0), "test"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tell(servers.getFirst(), servers.getLast(), threads, chance);
      tell(servers.getLast(), servers.getFirst(), threads, chance);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Server at = servers.get(i % 2);
        boolean writes = i < 3;
        Random choice = new Random(seed * 100 + i);
        running.add(threads.submit(() -> work(at, ids, writes, choice)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    for (Server each : servers) {
      assertThat(each.backward()).as("seed %d", seed).isEmpty();
      each.bucket().close();
    }
  }

  private static void work(Server at, List<Id> ids, boolean writes, Random choice) {
    for (int step = 0; step < STEPS; step++) {
      Id id = ids.get(choice.nextInt(ids.size()));
      if (writes) {
        at.write(id);
      } else {
        at.read(id);
      }
    }
  }
}
