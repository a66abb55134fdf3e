package org.keqiao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/** Records over a real S3 server. */
class RecordsTest {

  record Counter(int value) {}

  @TempDir static Path folder;

  private static final List<Bucket> OPEN = new ArrayList<>();
  private static EmbeddedBucket server;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedBucket.start(folder);
  }

  @AfterAll
  static void close() throws IOException {
    OPEN.forEach(Bucket::close);
    server.close();
  }

  /** As another server sees it. */
  private static Bucket bucket() {
    try {
      Bucket bucket =
          Bucket.open(
              new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
                  .at(server.address(), server.accessKey(), server.secretKey()));
      OPEN.add(bucket);
      return bucket;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Records<Counter> records() {
    return new Records<>(bucket(), new RecordType<>("counter", Counter.class), Optional.empty());
  }

  @Test
  void update_by200WritersOnTwoServers_losesNone() throws Exception {
    List<Records<Counter>> servers = List.of(records(), records());
    Id id = Id.fresh();
    servers.getFirst().create(id, new Counter(0), "test");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Records<Counter> server = servers.get(i % 2);
        writes.add(
            threads.submit(
                () -> server.update(id, "test", counter -> new Counter(counter.value() + 1))));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    }
    Entry<Counter> end = records().read(id);
    assertThat(end.value()).isEqualTo(new Counter(200));
    assertThat(end.version()).isEqualTo(201);
    assertThat(records().history(id)).hasSize(201);
  }

  @Test
  void create_byManyWriters_hasOneWinner() throws Exception {
    Id id = Id.fresh();
    List<Records<Counter>> servers = List.of(records(), records());
    AtomicInteger winners = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        int mine = i;
        var _ =
            threads.submit(
                () -> {
                  if (servers
                      .get(mine % 2)
                      .createIfAbsent(id, new Counter(mine), "test")
                      .isPresent()) {
                    winners.incrementAndGet();
                  }
                });
      }
    }
    assertThat(winners).hasValue(1);
  }

  @Test
  void update_ofStaleVersion_namesTheCurrentOne() {
    Records<Counter> here = records();
    Records<Counter> there = records();
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    there.update(id, "test", counter -> new Counter(2));
    assertThatThrownBy(() -> here.update(id, OptionalLong.of(1), "test", counter -> new Counter(3)))
        .isInstanceOfSatisfying(
            FaultException.class,
            refused -> assertThat(refused.fault()).isEqualTo(new Fault.Stale(2)));
    assertThat(records().read(id).value()).isEqualTo(new Counter(2));
  }

  @Test
  void update_thatChangesNothing_writesNothing() {
    Id id = Id.fresh();
    records().create(id, new Counter(1), "test");
    assertThat(records().update(id, "test", counter -> counter).version()).isEqualTo(1);
  }

  @Test
  void delete_hidesTheRecordAndKeepsItsHistory() {
    Records<Counter> here = records();
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    here.delete(id, 1, "test");
    assertThat(here.find(id)).isEmpty();
    assertThat(records().find(id)).isEmpty();
    assertThat(records().history(id)).hasSize(1);
    assertThatThrownBy(() -> records().create(id, new Counter(2), "test"))
        .isInstanceOf(FaultException.class);
  }

  @Test
  void everything_isReadFromTheBucket_inOrder_withoutWhatWasDeleted() {
    RecordType<Counter> type = new RecordType<>("everything", Counter.class);
    Records<Counter> here = new Records<>(bucket(), type, Optional.empty());
    for (int i = 0; i < 100; i++) {
      here.create(new Id("counter-%03d".formatted(i)), new Counter(i), "test");
    }
    here.update(new Id("counter-007"), "test", counter -> new Counter(700));
    here.delete(new Id("counter-008"), 1, "test");
    assertThat(new Records<>(bucket(), type, Optional.empty()).everything())
        .hasSize(99)
        .isSortedAccordingTo(Comparator.comparing(Entry::id))
        .filteredOn(entry -> entry.version() == 2)
        .extracting(Entry::value)
        .containsExactly(new Counter(700));
  }

  @Test
  void newest_seesWhatAnotherServerHasWritten() {
    Records<Counter> here = records();
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    records().update(id, "test", counter -> new Counter(2));
    assertThat(here.newest(id).orElseThrow().value()).isEqualTo(new Counter(2));
    records().delete(id, 2, "test");
    assertThat(here.newest(id)).isEmpty();
  }

  @Test
  void listener_hearsWhatWasWritten_andWhatStoodThereBefore() {
    Records<Counter> here = records();
    List<String> heard = new ArrayList<>();
    here.listen(
        (id, before, after) ->
            heard.add("%s %s".formatted(before.map(Counter::value), after.map(Counter::value))));
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    here.update(id, "test", counter -> new Counter(2));
    here.update(id, "test", counter -> counter);
    here.delete(id, 2, "test");
    assertThat(heard)
        .containsExactly(
            "Optional.empty Optional[1]", "Optional[1] Optional[2]", "Optional[2] Optional.empty");
  }

  @Test
  void history_forgotten_leavesTheCurrentVersion() {
    Records<Counter> here = records();
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    for (int i = 0; i < 5; i++) {
      here.update(id, "test", counter -> new Counter(counter.value() + 1));
    }
    here.forgetHistory(id, Instant.now().minusSeconds(3600));
    assertThat(here.history(id)).hasSize(6);
    here.forgetHistory(id, Instant.now().plusSeconds(3600));
    assertThat(here.history(id)).extracting(Entry::version).containsExactly(6L);
    here.update(id, "test", counter -> new Counter(counter.value() + 1));
    assertThat(records().newest(id).orElseThrow().value()).isEqualTo(new Counter(7));
  }
}
