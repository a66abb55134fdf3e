package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.HalfRequest;
import org.keqiao.fixture.Tus;
import org.keqiao.media.Films;
import org.keqiao.store.Id;

/** kill -9 at the worst moment: nothing that was answered is lost, and nothing half is seen. */
class KillTest {

  private static final Chain CHAIN = new Chain("kill", Map.of("KEQIAO_DEMO_MEDIA", "false"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  @Test
  void upload_killedInTheMiddle_keepsWhatWasSafe_andGoesOn() throws Exception {
    byte[] whole = new byte[24_000_000];
    new Random(7).nextBytes(whole);
    Curator before = CHAIN.curator();
    Answer announced =
        before.api().post("/api/v1/uploads", Map.of("name", "半截.bin", "bytes", whole.length));
    String path = "/api/v1/uploads/" + announced.id();
    String location = announced.header("Location");
    Set<String> blobs = CHAIN.objects("blobs");
    int[] sent = {10_000_000};
    Answer safe;
    try (HalfRequest sending =
        HalfRequest.patch(
            CHAIN.program().address(), location, 0, whole.length, slice(whole, 0, sent[0]))) {
      safe =
          Curator.await(
              () -> {
                sending.send(slice(whole, sent[0], ++sent[0]));
                return before.api().get(path);
              },
              now -> now.body().path("offset").asInt() > 0);
      CHAIN.kill();
    }

    Tus after = new Tus(CHAIN.curator().api());
    int offset = safe.body().path("offset").asInt();
    assertThat(offset).isPositive();
    assertThat(Tus.offset(after.head(location))).isEqualTo(offset);
    assertThat(CHAIN.objects("blobs")).isEqualTo(blobs);
    assertThat(after.patch(location, offset, slice(whole, offset, whole.length)).status())
        .isEqualTo(204);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    assertThat(after.api().get(path).body().path("sha256").asText()).isEqualTo(sha256);
    assertThat(CHAIN.objects("uploads")).isEmpty();
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
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

  @Test
  void reports_killedInTheMiddle_loseNoneThatWasAnswered() throws Exception {
    Api teacher = CHAIN.program().as("teacher");
    Set<String> answered = ConcurrentHashMap.newKeySet();
    List<Thread> players = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      players.add(Thread.ofVirtual().start(() -> report(teacher, answered)));
    }
    Program.await(() -> answered.size() > 300);
    CHAIN.kill();
    for (Thread player : players) {
      player.join();
    }

    CHAIN.program();
    StringBuilder kept = new StringBuilder();
    for (String key : CHAIN.objects("activity")) {
      kept.append(Files.readString(CHAIN.bucket(key)));
    }
    assertThat(answered).allMatch(batch -> kept.indexOf("\"%s\"".formatted(batch)) >= 0);
  }

  private static void report(Api teacher, Set<String> answered) {
    Map<String, Object> event =
        Map.of("kind", "started", "at", 900, "duration", 900, "rendition", "video");
    try {
      while (true) {
        String batch = Id.fresh().value();
        Answer answer =
            teacher.post(
                "/api/v1/quality",
                Map.of("batch", batch, "playback", "p", "lesson", "l", "events", List.of(event)));
        assertThat(answer.status()).isEqualTo(204);
        answered.add(batch);
      }
    } catch (UncheckedIOException killed) {
      assertThat(answered).isNotEmpty();
    }
  }
}
