package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Id;

/** Counting plays over a real S3 server. */
class LessonUsesTest {

  private static final Id LESSON = new Id("lesson");

  @TempDir Path folder;

  private EmbeddedBucket server;
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    server = EmbeddedBucket.start(folder);
    bucket = connect(server);
  }

  private static Bucket connect(EmbeddedBucket server) throws IOException {
    return Bucket.open(
        new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
            .at(server.address(), server.accessKey(), server.secretKey()));
  }

  @AfterEach
  void close() throws IOException {
    bucket.close();
    server.close();
  }

  private static void play(LessonUses uses, Id lesson, int times) {
    IntStream.range(0, times).forEach(i -> uses.count(lesson));
  }

  @Test
  void plays_areKept_onceTheyAreFlushed() {
    LessonUses here = new LessonUses(bucket);
    play(here, LESSON, 3);
    assertThat(new LessonUses(bucket).of(LESSON)).isZero();
    here.flush();
    assertThat(here.of(LESSON)).isEqualTo(3);
    assertThat(new LessonUses(bucket).of(LESSON)).isEqualTo(3);
    here.flush();
    assertThat(new LessonUses(bucket).of(LESSON)).isEqualTo(3);
  }

  @Test
  void plays_ofManyServersAtOnce_areAllCounted() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> servers =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(i -> threads.submit(() -> playAndFlush(new LessonUses(bucket))))
              .toList();
      for (Future<?> each : servers) {
        each.get();
      }
    }
    assertThat(new LessonUses(bucket).of(LESSON)).isEqualTo(8 * 5 * 2);
  }

  private static void playAndFlush(LessonUses uses) {
    for (int i = 0; i < 5; i++) {
      play(uses, LESSON, 2);
      uses.flush();
    }
  }

  @Test
  void flush_namesTheLessonsWhoseNumberHasOneDigitMore() {
    LessonUses uses = new LessonUses(bucket);
    play(uses, LESSON, 9);
    assertThat(uses.flush()).isEmpty();
    play(uses, LESSON, 1);
    assertThat(uses.flush()).containsExactly(LESSON);
    play(uses, LESSON, 80);
    assertThat(uses.flush()).isEmpty();
  }

  @Test
  void ranking_beginsWithTheMostPlayed() {
    LessonUses uses = new LessonUses(bucket);
    play(uses, new Id("b"), 2);
    play(uses, new Id("a"), 2);
    play(uses, new Id("c"), 3);
    uses.flush();
    assertThat(uses.ranking()).containsExactly(new Id("c"), new Id("a"), new Id("b"));
  }
}
