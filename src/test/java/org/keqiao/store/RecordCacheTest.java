package org.keqiao.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.BucketLine;

/** What servers over one bucket see of each other's writes. */
class RecordCacheTest {

  record Counter(int value) {}

  private static final RecordType<Counter> TYPE = new RecordType<>("counter", Counter.class);
  private static final RecordSettings LONG = new RecordSettings(1 << 20, Duration.ofHours(1));
  private static final RecordSettings SHORT = new RecordSettings(1 << 20, Duration.ofNanos(1));

  @TempDir static Path folder;

  private static EmbeddedBucket server;

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedBucket.start(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private Bucket bucket(RecordSettings memory) throws IOException {
    Bucket bucket =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "cache", "", "")
                .at(server.address(), server.accessKey(), server.secretKey()),
            memory);
    open.add(bucket);
    return bucket;
  }

  private static Records<Counter> records(Bucket bucket) {
    return new Records<>(bucket, TYPE, Optional.empty());
  }

  @Test
  void write_whoseNewsArrives_isSeenAtOnce() throws IOException {
    Bucket here = bucket(LONG);
    Bucket there = bucket(LONG);
    here.records().tell(there.records()::hear);
    Id id = Id.fresh();
    records(here).create(id, new Counter(1), "test");
    assertThat(records(there).read(id).value()).isEqualTo(new Counter(1));
    records(here).update(id, "test", counter -> new Counter(2));
    assertThat(records(there).read(id).value()).isEqualTo(new Counter(2));
    records(here).delete(id, 2, "test");
    assertThat(records(there).find(id)).isEmpty();
  }

  @Test
  void write_whoseNewsIsLost_isSeenWhenTheCopyIsNoLongerFresh() throws IOException {
    Records<Counter> here = records(bucket(LONG));
    Records<Counter> patient = records(bucket(LONG));
    Records<Counter> curious = records(bucket(SHORT));
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    patient.read(id);
    curious.read(id);
    here.update(id, "test", counter -> new Counter(2));
    assertThat(patient.read(id).value()).isEqualTo(new Counter(1));
    assertThat(curious.read(id).value()).isEqualTo(new Counter(2));
  }

  @Test
  void record_thatIsForgottenElsewhere_isForgottenHere() throws IOException {
    Bucket here = bucket(LONG);
    Bucket there = bucket(LONG);
    here.records().tell(there.records()::hear);
    Records<Counter> lost = records(bucket(SHORT));
    Id id = Id.fresh();
    records(here).create(id, new Counter(1), "test");
    records(there).read(id);
    lost.read(id);
    records(here).forget(id, java.time.Instant.now().plusSeconds(60));
    assertThat(records(there).find(id)).isEmpty();
    assertThat(lost.find(id)).isEmpty();
  }

  @Test
  void news_thatIsLate_orFalse_harmsNothing() throws IOException {
    Bucket here = bucket(LONG);
    Id id = Id.fresh();
    records(here).create(id, new Counter(1), "test");
    Entry<Counter> second = records(here).update(id, "test", counter -> new Counter(2));
    here.records().hear(new RecordNews("counter", id, 1));
    assertThat(here.records().known(TYPE, id)).isPresent();
    here.records().hear(new RecordNews("counter", id, 999));
    assertThat(here.records().known(TYPE, id)).isEmpty();
    assertThat(records(here).read(id)).isEqualTo(second);
  }

  @Test
  void writer_whoseCopyIsOld_changesWhatTheBucketHas() throws IOException {
    Records<Counter> here = records(bucket(LONG));
    Records<Counter> there = records(bucket(LONG));
    Id id = Id.fresh();
    here.create(id, new Counter(1), "test");
    there.read(id);
    here.update(id, "test", counter -> new Counter(2));
    Entry<Counter> back = there.update(id, "test", counter -> new Counter(1));
    assertThat(back.version()).isEqualTo(3);
    assertThat(here.newest(id).orElseThrow().value()).isEqualTo(new Counter(1));
  }

  @Test
  void bucketAway_copiesAreBelieved_butNotThoseThatNewsHasOvertaken() throws IOException {
    BucketLine line = BucketLine.to(server);
    open.add(line);
    Bucket cut =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "cache", "", "")
                .at(line.address(), server.accessKey(), server.secretKey()),
            SHORT);
    open.add(cut);
    Bucket there = bucket(LONG);
    there.records().tell(cut.records()::hear);
    Id id = Id.fresh();
    records(there).create(id, new Counter(1), "test");
    records(cut).read(id);
    line.cut();
    assertThat(records(cut).read(id).value()).isEqualTo(new Counter(1));
    records(there).update(id, "test", counter -> new Counter(2));
    assertThatThrownBy(() -> records(cut).read(id)).isInstanceOf(FaultException.class);
    line.mend();
    assertThat(records(cut).read(id).value()).isEqualTo(new Counter(2));
  }

  @Test
  void reader_whoMayNotWait_hasWhatIsInMemory_andNothingElse() throws IOException {
    Records<Counter> here = records(bucket(LONG));
    Records<Counter> there = records(bucket(LONG));
    Id id = Id.fresh();
    Entry<Counter> made = here.create(id, new Counter(1), "test");
    assertThat(Waiting.refusedFor(() -> here.read(id))).contains(made);
    assertThat(Waiting.refusedFor(() -> there.read(id))).isEmpty();
    assertThat(Waiting.refusedFor(() -> here.update(id, "test", counter -> new Counter(2))))
        .isEmpty();
    assertThat(here.newest(id).orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void records_moreThanTheBudget_takeNoMoreThanIt() throws IOException {
    Bucket here = bucket(new RecordSettings(20_000, Duration.ofHours(1)));
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    here.records().monitor(metrics);
    for (int i = 0; i < 100; i++) {
      records(here).create(Id.fresh(), new Counter(i), "test");
    }
    assertThat(metrics.get("keqiao.records.memory").gauge().value()).isBetween(10_000.0, 20_000.0);
  }
}
