package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.BucketLine;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.PartReads;

/** Blocks of media between a bucket, the disk and the memory of a server. */
class MediaBlocksTest {

  private static final int MIB = 1 << 20;

  @TempDir static Path folder;

  private static EmbeddedBucket server;
  private static BucketLine line;
  private static Bucket bucket;

  private static final Vertx vertx = Vertx.vertx();

  private final MeterRegistry metrics = new SimpleMeterRegistry();

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedBucket.start(folder.resolve("s3"));
    line = BucketLine.to(server);
    bucket = line.bucket();
  }

  @AfterAll
  static void end() throws Exception {
    vertx.close().await();
    bucket.close();
    line.close();
    server.close();
  }

  /** An object of random bytes. */
  private record Stored(String key, byte[] bytes) {

    static Stored of(int length) throws IOException {
      byte[] bytes = new byte[length];
      new Random(length).nextBytes(bytes);
      String key = "media/" + Id.fresh();
      Path file = Files.write(folder.resolve(Id.fresh().value()), bytes);
      bucket.put(key, file, "video/mp4");
      return new Stored(key, bytes);
    }

    long blocks() {
      return Math.ceilDiv(bytes.length, MIB);
    }

    byte[] part(ByteRange range) {
      return Arrays.copyOfRange(bytes, (int) range.first(), (int) range.last() + 1);
    }

    ByteRange all() {
      return new ByteRange(0, bytes.length - 1L);
    }
  }

  private MediaBlocks blocks(Path disk, long memory, long budget) throws IOException {
    return new MediaBlocks(
        new BucketBlocks(new PartReads(vertx, bucket), metrics),
        DiskBlocks.open(disk, budget, metrics),
        memory,
        metrics);
  }

  private static byte[] read(MediaBlocks blocks, Stored stored, ByteRange range) {
    return blocks.read(stored.key(), stored.bytes().length, range).getBytes();
  }

  @Test
  void coldFile_thatTwoHundredViewersPlay_isReadFromTheBucketOnce() throws Exception {
    Stored film = Stored.of(6 * MIB + 12_345);
    MediaBlocks blocks = blocks(folder.resolve("crowd"), 64 * MIB, 64 * MIB);
    CountDownLatch together = new CountDownLatch(1);
    try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> right = new ArrayList<>();
      for (int viewer = 0; viewer < 200; viewer++) {
        Random any = new Random(viewer);
        right.add(
            viewers.submit(
                () -> {
                  together.await();
                  long first = any.nextLong(film.bytes().length);
                  ByteRange range = new ByteRange(first, any.nextLong(first, film.bytes().length));
                  return Arrays.equals(read(blocks, film, range), film.part(range));
                }));
      }
      together.countDown();
      for (Future<Boolean> each : right) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(read(blocks, film, film.all())).isEqualTo(film.bytes());
    assertThat(line.reads(film.key())).isEqualTo(film.blocks());
  }

  @Test
  @Timeout(30)
  void viewer_whoPlaysOn_isReadAheadFor_untilTheNextSegment() throws Exception {
    Stored film = Stored.of(4 * MIB);
    MediaBlocks blocks = blocks(folder.resolve("ahead"), 64 * MIB, 64 * MIB);
    read(blocks, film, new ByteRange(0, MIB / 4));
    assertThat(line.reads(film.key())).isEqualTo(1);
    read(blocks, film, new ByteRange(MIB / 4, MIB / 2));
    assertThat(line.reads(film.key())).isEqualTo(1);
    read(blocks, film, new ByteRange(MIB / 2, MIB - 1L));
    while (line.reads(film.key()) < 2) {
      Thread.sleep(10);
    }
  }

  @Test
  void viewer_whoLeaves_leavesWhatWasReadToTheNext() throws Exception {
    Stored film = Stored.of(3 * MIB);
    MediaBlocks blocks = blocks(folder.resolve("leaver"), 64 * MIB, 64 * MIB);
    assertThatThrownBy(
            () ->
                blocks
                    .source(film.key(), film.bytes().length, film.all())
                    .feed(
                        piece -> {
                          throw new IllegalStateException("the viewer has gone");
                        }))
        .hasMessage("the viewer has gone");
    assertThat(read(blocks, film, film.all())).isEqualTo(film.bytes());
    assertThat(line.reads(film.key())).isEqualTo(film.blocks());
  }

  @Test
  void blocks_onDisk_outliveARestart_andAnAbsentBucket() throws Exception {
    Stored film = Stored.of(2 * MIB + 1);
    Path disk = folder.resolve("restart");
    read(blocks(disk, 0, 64 * MIB), film, film.all());
    Files.write(disk.resolve("half.incoming"), new byte[100]);
    line.cut();
    try {
      assertThat(read(blocks(disk, 0, 64 * MIB), film, film.all())).isEqualTo(film.bytes());
    } finally {
      line.mend();
    }
    assertThat(disk.resolve("half.incoming")).doesNotExist();
  }

  @Test
  void block_thatTheDiskHasSpoilt_isReadFromTheBucketAgain() throws Exception {
    Stored film = Stored.of(MIB);
    Path disk = folder.resolve("spoilt");
    read(blocks(disk, 0, 64 * MIB), film, film.all());
    for (Path file : files(disk)) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[500_000]++;
      Files.delete(file);
      Files.write(file, bytes);
    }
    assertThat(read(blocks(disk, 0, 64 * MIB), film, film.all())).isEqualTo(film.bytes());
    assertThat(line.reads(film.key())).isEqualTo(2);
  }

  @Test
  void longFilm_thatIsSeenOnce_doesNotWashOutWhatManySee() throws Exception {
    Stored lesson = Stored.of(3 * MIB);
    Stored film = Stored.of(40 * MIB);
    Path disk = folder.resolve("worth");
    MediaBlocks blocks = blocks(disk, 2 * MIB, 8 * MIB);
    Stored yesterday = Stored.of(10 * MIB);
    read(blocks, yesterday, yesterday.all());
    for (int viewer = 0; viewer < 20; viewer++) {
      read(blocks, lesson, lesson.all());
    }
    read(blocks, film, film.all());
    long before = line.reads(lesson.key());
    assertThat(read(blocks, lesson, lesson.all())).isEqualTo(lesson.bytes());
    assertThat(line.reads(lesson.key())).isEqualTo(before);
    long kept = 0;
    for (Path file : files(disk)) {
      kept += Files.size(file);
    }
    assertThat(kept).isLessThanOrEqualTo(8L * MIB);
  }

  @Test
  void bucketThatIsAway_stopsOnlyWhatIsNotHere_andIsReadAgainWhenItIsBack() throws Exception {
    Stored film = Stored.of(4 * MIB);
    MediaBlocks blocks = blocks(folder.resolve("away"), 64 * MIB, 64 * MIB);
    ByteRange known = new ByteRange(0, MIB / 4);
    ByteRange unknown = new ByteRange(2L * MIB, 3L * MIB);
    assertThat(read(blocks, film, known)).isEqualTo(film.part(known));
    line.cut();
    try {
      assertThat(read(blocks, film, known)).isEqualTo(film.part(known));
      assertThatThrownBy(() -> read(blocks, film, unknown)).isInstanceOf(FaultException.class);
    } finally {
      line.mend();
    }
    assertThat(read(blocks, film, unknown)).isEqualTo(film.part(unknown));
  }

  @Test
  void rangeThatBegins_whereTheBucketIsNeededAndAway_isRefusedBeforeItsFirstByte()
      throws Exception {
    Stored film = Stored.of(4 * MIB);
    MediaBlocks blocks = blocks(folder.resolve("refused"), 64 * MIB, 64 * MIB);
    line.cut();
    try {
      assertThatThrownBy(() -> blocks.source(film.key(), film.bytes().length, film.all()))
          .isInstanceOf(FaultException.class);
    } finally {
      line.mend();
    }
    List<Buffer> pieces = new ArrayList<>();
    blocks.source(film.key(), film.bytes().length, film.all()).feed(pieces::add);
    assertThat(pieces.stream().mapToInt(Buffer::length).sum()).isEqualTo(film.bytes().length);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
