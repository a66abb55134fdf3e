package org.keqiao.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** Files come in whole and as what they are, whatever they are called. */
class UploadTest {

  private static final Curator CURATOR = Curator.demo();

  @Test
  void upload_isKnownByItsContent() throws Exception {
    byte[] bytes = new byte[3_000_000];
    new Random(1).nextBytes(bytes);
    Answer upload = CURATOR.upload("教案.bin", bytes);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    assertThat(upload.body().path("sha256").asText()).isEqualTo(sha256);
    assertThat(upload.body().path("state").asText()).isEqualTo("stored");
    assertThat(CURATOR.api().get("/api/v1/uploads/" + upload.id()).body()).isEqualTo(upload.body());
  }

  @Test
  void upload_thatIsEmpty_isRefused() {
    assertThat(CURATOR.upload("空.mp4", new byte[0]).code()).isEqualTo("upload-empty");
  }

  @Test
  void upload_thatIsTooLarge_isRefusedBeforeTheFirstByte() {
    Answer refused = CURATOR.api().post("/api/v1/uploads", Map.of("name", "x", "bytes", 1L << 40));
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("upload-too-large");
  }

  @Test
  void upload_ofAnotherLength_isRefused_andCanBeRepeated() {
    Answer announced = CURATOR.api().post("/api/v1/uploads", Map.of("name", "x.bin", "bytes", 10));
    String path = "/api/v1/uploads/" + announced.id();
    assertThat(CURATOR.api().putBytes(path, new byte[9]).code()).isEqualTo("upload-length");
    assertThat(CURATOR.api().putBytes(path, new byte[11]).code()).isEqualTo("upload-length");
    assertThat(CURATOR.api().putBytes(path, new byte[10]).status()).isEqualTo(200);
    assertThat(CURATOR.api().putBytes(path, new byte[10]).code()).isEqualTo("upload-finished");
  }

  @Test
  void text_thatIsNamedLikeAFilm_isNoVideo() {
    Answer upload = CURATOR.upload("假的.mp4", "这不是视频".getBytes(StandardCharsets.UTF_8));
    assertThat(upload.body().at("/media/kind").asText()).isEqualTo("other");
    Answer refused = CURATOR.attachVideo(CURATOR.draft("假视频"), upload);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("not-a-video");
    assertThat(refused.body().path("detail").asText()).contains("假的.mp4");
  }

  @Test
  void film_withoutPicture_isNoVideo() throws Exception {
    Answer upload = CURATOR.upload("只有声音.mp4", Films.soundOnly());
    Answer refused = CURATOR.attachVideo(CURATOR.draft("只有声音"), upload);
    assertThat(refused.code()).isEqualTo("video-without-picture");
  }

  @Test
  void upload_unfinished_cannotBeAttached() {
    Answer announced = CURATOR.api().post("/api/v1/uploads", Map.of("name", "x.mp4", "bytes", 10));
    assertThat(CURATOR.attachVideo(CURATOR.draft("没传完"), announced).code())
        .isEqualTo("upload-unfinished");
  }

  @Test
  void upload_ofSomebodyElse_doesNotExist() {
    Answer upload = CURATOR.upload("我的.bin", new byte[] {1, 2, 3});
    assertThat(Api.as("admin").get("/api/v1/uploads/" + upload.id()).status()).isEqualTo(200);
    assertThat(Api.as("reviewer").get("/api/v1/uploads/" + upload.id()).status()).isEqualTo(403);
  }

  @Test
  void job_isWatchedUntilItIsDone() throws Exception {
    Answer lesson =
        CURATOR.attachVideo(CURATOR.draft("看着转码"), CURATOR.upload("film.mp4", Films.lesson(4)));
    String job = lesson.body().at("/parts/video/job").asText();
    Answer events = CURATOR.api().get("/api/v1/jobs/" + job + "/events");
    assertThat(events.header("Content-Type")).startsWith("text/event-stream");
    String text = new String(events.bytes(), StandardCharsets.UTF_8);
    assertThat(text).contains("event: job\ndata: {").contains("\"state\":\"done\"");
    assertThat(CURATOR.awaitJob(job).body().path("progress").asInt()).isEqualTo(100);
  }
}
