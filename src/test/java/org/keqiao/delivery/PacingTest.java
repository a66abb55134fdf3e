package org.keqiao.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The bytes of one school, whoever of its viewers takes them. */
class PacingTest {

  private static final long RATE = 200_000;
  private static final int CHUNK = 10_000;

  @Test
  void bytes_goOutNoFasterThanTheRate_andAllOfThem() {
    Pacing pacing = new Pacing(RATE);
    byte[] film = new byte[300_000];
    film[299_999] = 7;
    Buffer taken = Buffer.buffer();
    long begin = System.nanoTime();
    pacing.slow(sink -> sink.accept(Buffer.buffer(film))).feed(taken::appendBuffer);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(taken.getBytes()).isEqualTo(film);
    assertThat(took).isGreaterThan(Duration.ofMillis((film.length - 2L * CHUNK) * 1000 / RATE));
  }

  @Test
  void viewers_whoTakeAllTheyGet_getAsMuchAsEachOther() throws Exception {
    Pacing pacing = new Pacing(RATE);
    List<Integer> turns = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch all = new CountDownLatch(4);
    List<Thread> viewers = new ArrayList<>();
    for (int viewer = 0; viewer < 4; viewer++) {
      int number = viewer;
      viewers.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      pacing
                          .slow(
                              sink -> {
                                sink.accept(Buffer.buffer(new byte[CHUNK]));
                                await(all);
                                sink.accept(Buffer.buffer(new byte[12 * CHUNK]));
                              })
                          .feed(piece -> turns.add(number))));
    }
    for (Thread viewer : viewers) {
      viewer.join();
    }
    List<Integer> middle = turns.subList(8, 40);
    for (int viewer = 0; viewer < 4; viewer++) {
      assertThat(Collections.frequency(middle, viewer)).isBetween(6, 10);
    }
  }

  private static void await(CountDownLatch all) {
    all.countDown();
    try {
      all.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void fewBytes_neverWait_andAreCounted() {
    Pacing pacing = new Pacing(RATE);
    assertThat(pacing.passes(CHUNK + 1)).isFalse();
    for (int i = 0; i < 40; i++) {
      assertThat(pacing.passes(CHUNK)).isTrue();
    }
    long begin = System.nanoTime();
    pacing.slow(sink -> sink.accept(Buffer.buffer(new byte[1]))).feed(piece -> {});
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofSeconds(1).toNanos());
  }
}
