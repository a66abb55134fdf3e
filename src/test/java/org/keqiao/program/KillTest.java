package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** kill -9 at the worst moment: nothing that was answered is lost, and nothing half is seen. */
class KillTest {

  private static final Chain CHAIN = new Chain("kill", Map.of("KEQIAO_DEMO_MEDIA", "false"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  @Test
  void upload_killedInTheMiddle_isNotSeen_andCanBeRepeated() throws Exception {
    byte[] whole = new byte[8 << 20];
    new Random(7).nextBytes(whole);
    Curator before = CHAIN.curator();
    Answer draft = before.draft("断电之前的课");
    Answer announced =
        before.api().post("/api/v1/uploads", Map.of("name", "半截.bin", "bytes", whole.length));
    Set<String> blobs = CHAIN.objects("blobs");
    CountDownLatch killed = new CountDownLatch(1);
    Thread sender =
        Thread.ofVirtual().start(() -> sendHalf(before.api(), announced.id(), half(whole, killed)));
    Program.await(() -> !CHAIN.objects("uploads").isEmpty());
    CHAIN.kill();
    killed.countDown();
    sender.join();

    Curator after = CHAIN.curator();
    String path = "/api/v1/uploads/" + announced.id();
    assertThat(after.api().get(path).body()).isEqualTo(announced.body());
    assertThat(CHAIN.objects("uploads")).isEmpty();
    assertThat(CHAIN.objects("blobs")).isEqualTo(blobs);
    assertThat(after.api().get("/api/v1/lessons/" + draft.id()).body()).isEqualTo(draft.body());
    Answer repeated = after.api().putBytes(path, whole);
    assertThat(repeated.body().path("state").asText()).isEqualTo("stored");
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    assertThat(repeated.body().path("sha256").asText()).isEqualTo(sha256);
  }

  private static void sendHalf(Api api, String upload, InputStream half) {
    try {
      api.send("PUT", "/api/v1/uploads/" + upload, BodyPublishers.ofInputStream(() -> half));
    } catch (UncheckedIOException nobodyIsLeftToAnswer) {
      return;
    }
  }

  /** Half of it, and then nothing until something happens. */
  private static InputStream half(byte[] whole, CountDownLatch something) {
    return new SequenceInputStream(
        new ByteArrayInputStream(whole, 0, whole.length / 2),
        new InputStream() {
          @Override
          public int read() {
            try {
              something.await();
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            return -1;
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            return read();
          }
        });
  }

  @Test
  void transcode_killedInTheMiddle_isResumed_andNothingIsPlayedBeforeItsEnd() throws Exception {
    Curator before = CHAIN.curator();
    Answer lesson =
        before.attachVideo(before.draft("转码时断电"), before.upload("film.mp4", Films.lesson(120)));
    String play = "/api/v1/lessons/%s/play".formatted(lesson.id());
    String job = lesson.body().at("/parts/video/job").asText();
    Answer running =
        Curator.await(
            () -> before.api().get("/api/v1/jobs/" + job),
            answer -> answer.body().path("progress").asInt() > 0);
    assertThat(running.body().path("state").asText()).isEqualTo("running");
    assertThat(before.api().get(play).code()).isEqualTo("lesson-not-playable");
    List<ProcessHandle> encoders = CHAIN.program().children();
    assertThat(encoders).isNotEmpty();
    CHAIN.kill();
    Program.await(() -> encoders.stream().noneMatch(ProcessHandle::isAlive));

    Curator after = CHAIN.curator();
    assertThat(after.api().get(play).code()).isEqualTo("lesson-not-playable");
    assertThat(after.awaitJob(job).body().path("state").asText()).isEqualTo("done");
    assertThat(after.api().get("/api/v1/jobs/" + job).body().path("attempts").asInt()).isEqualTo(2);
    Answer published =
        after.api().transition("/api/v1/lessons/%s/publish".formatted(lesson.id()), lesson.etag());
    assertThat(published.body().path("state").asText()).isEqualTo("published");
    Playing.plays(CHAIN.program().as("teacher").get(play), CHAIN.program().anonymous());
  }

  @Test
  void writers_killedInTheMiddle_loseNothingThatWasAnswered() throws Exception {
    Curator before = CHAIN.curator();
    Answer upload = before.upload("film.mp4", Films.lesson(2));
    Answer first = before.attachVideo(before.draft("第一课"), upload);
    before.awaitJob(first.body().at("/parts/video/job").asText());
    Writers writers = new Writers(before.api(), upload.body().path("sha256").asText());
    writers.start(8);
    Program.await(() -> writers.answered() > 120);
    CHAIN.kill();
    writers.join();

    Curator after = CHAIN.curator();
    writers.assertKept(after.api());
    writers.assertFound(after.api());
  }
}
