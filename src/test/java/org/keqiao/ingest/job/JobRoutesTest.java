package org.keqiao.ingest.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;
import org.keqiao.media.NotMedia;
import org.keqiao.media.TranscodeFailed;

/** Jobs as the curator and her page see them. */
class JobRoutesTest {

  /** A kind that no worker of the program does, so that its jobs stand still. */
  private static final String KIND = "still";

  private static final Curator CURATOR = Curator.demo();
  private static final AtomicInteger CONTENTS = new AtomicInteger();

  private static String plant(String account, String state, Map<String, ?> more)
      throws IOException {
    String sha256 = Toil.sha256(CONTENTS.incrementAndGet());
    String now = Instant.now().toString();
    Map<String, Object> job =
        new HashMap<>(
            Map.of(
                "kind",
                KIND,
                "sha256",
                sha256,
                "asked",
                Map.of("by", List.of(account), "name", "周长.mp4", "at", now, "turn", now),
                "state",
                state,
                "progress",
                0,
                "attempts",
                0));
    job.putAll(more);
    String id = Order.of(KIND, sha256).id().value();
    RunningKeqiao.get();
    RunningKeqiao.plant("job", id, job);
    return "/api/v1/jobs/" + id;
  }

  private static String curator() {
    return CURATOR.api().get("/api/v1/me").id();
  }

  private static Map<String, ?> error(String code) {
    return Map.of("error", Map.of("code", code, "message", "ffmpeg said no"));
  }

  private static Answer english(Api api, String path) {
    return api.get(path, "Accept-Language", "en");
  }

  @Test
  void job_ofSomebodyElse_doesNotExist() throws Exception {
    String job = plant("somebody", "queued", Map.of());
    for (String each : List.of(job, job + "/events")) {
      assertThat(CURATOR.api().get(each).code()).isEqualTo("job-not-found");
    }
    for (String each : List.of("/pause", "/resume", "/cancel", "/retry")) {
      assertThat(CURATOR.api().post(job + each).code()).isEqualTo("job-not-found");
    }
    assertThat(Api.as("admin").get(job).status()).isEqualTo(200);
  }

  @Test
  void job_isPausedResumedCancelledAndRetried() throws Exception {
    String job = plant(curator(), "queued", Map.of());
    assertThat(state(CURATOR.api().post(job + "/pause"))).isEqualTo("paused");
    assertThat(state(CURATOR.api().post(job + "/pause"))).isEqualTo("paused");
    assertThat(CURATOR.api().post(job + "/retry").code()).isEqualTo("job-paused");
    assertThat(state(CURATOR.api().post(job + "/resume"))).isEqualTo("queued");
    assertThat(state(CURATOR.api().post(job + "/cancel"))).isEqualTo("cancelled");
    assertThat(CURATOR.api().post(job + "/pause").code()).isEqualTo("job-ended");
    assertThat(CURATOR.api().post(job + "/resume").code()).isEqualTo("job-ended");
    assertThat(state(CURATOR.api().post(job + "/retry"))).isEqualTo("queued");
    assertThat(state(CURATOR.api().get(job))).isEqualTo("queued");
  }

  @Test
  void job_thatIsDone_cannotBeRetriedOrStopped() throws Exception {
    String job = plant(curator(), "done", Map.of());
    assertThat(CURATOR.api().post(job + "/retry").code()).isEqualTo("job-done");
    assertThat(CURATOR.api().post(job + "/cancel").code()).isEqualTo("job-ended");
  }

  private static String state(Answer job) {
    assertThat(job.status()).isEqualTo(200);
    return job.body().path("state").asText();
  }

  @Test
  void error_isSaidInTheCallersLanguage_andInDetailToTheAdministratorOnly() throws Exception {
    String job = plant(curator(), "failed", error("transcode-failed"));
    JsonNode chinese = CURATOR.api().get(job).body().path("error");
    assertThat(chinese.path("message").asText()).contains("“周长.mp4”无法转码");
    assertThat(chinese.has("detail")).isFalse();
    assertThat(english(CURATOR.api(), job).body().at("/error/message").asText())
        .contains("\"周长.mp4\" cannot be transcoded");
    assertThat(Api.as("admin").get(job).body().at("/error/detail").asText())
        .isEqualTo("ffmpeg said no");
  }

  @Test
  void error_ofEveryKind_hasASentence() throws Exception {
    List<String> codes = new ArrayList<>(List.of("job-trouble", "job-worker-lost"));
    List.of(NotMedia.Reason.values()).forEach(reason -> codes.add(reason.code()));
    List.of(TranscodeFailed.Reason.values()).forEach(reason -> codes.add(reason.code()));
    for (String code : codes) {
      String job = plant(curator(), "failed", error(code));
      String unexpected = "Something unexpected happened";
      assertThat(english(CURATOR.api(), job).body().at("/error/message").asText())
          .as(code)
          .doesNotContain("{0}", unexpected);
    }
  }

  @Test
  void jobs_areListedPageByPage() throws Exception {
    List<String> planted = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String job = plant(curator(), "queued", Map.of());
      assertThat(state(CURATOR.api().post(job + "/pause"))).isEqualTo("paused");
      planted.addFirst(job);
    }
    String list = "/api/v1/jobs?state=paused&kind=" + KIND + "&limit=2";
    Answer first =
        Curator.await(
            () -> CURATOR.api().get(list),
            page -> page.body().at("/items/0/id").asText().equals(id(planted.getFirst())));
    assertThat(first.header("Link")).contains("rel=\"next\"");
    Answer second =
        CURATOR.api().get(list + "&cursor=" + Api.encode(first.body().path("next").asText()));
    List<String> ids = new ArrayList<>(first.body().path("items").findValuesAsText("id"));
    ids.addAll(second.body().path("items").findValuesAsText("id"));
    assertThat(ids).startsWith(planted.stream().map(JobRoutesTest::id).toArray(String[]::new));
  }

  private static String id(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  @Test
  void list_withAStateThatIsNone_isRefused() {
    Answer refused = CURATOR.api().get("/api/v1/jobs?state=asleep");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/violations/0/code").asText()).isEqualTo("unknown-term");
    assertThat(CURATOR.api().get("/api/v1/jobs?cursor=x").status()).isEqualTo(422);
  }

  @Test
  void events_goOnAfterTheLastOneSeen_untilTheEndWasSeen() throws Exception {
    Answer lesson =
        CURATOR.attachVideo(CURATOR.draft("跟着任务"), CURATOR.upload("周长.mp4", Films.lesson(3.7)));
    String events =
        "/api/v1/jobs/%s/events".formatted(lesson.body().at("/parts/video/job").asText());
    Answer all = CURATOR.api().get(events);
    assertThat(all.header("X-Accel-Buffering")).isEqualTo("no");
    String text = new String(all.bytes(), StandardCharsets.UTF_8);
    assertThat(text).startsWith("retry: 3000\n\nid: ").contains("event: job\n", "周长.mp4");
    List<String> ids = text.lines().filter(line -> line.startsWith("id: ")).toList();
    assertThat(ids).doesNotHaveDuplicates();
    Answer again = CURATOR.api().get(events, "Last-Event-ID", ids.getLast().substring(4));
    assertThat(again.status()).isEqualTo(204);
    Answer missed = CURATOR.api().get(events, "Last-Event-ID", "1-0");
    assertThat(new String(missed.bytes(), StandardCharsets.UTF_8))
        .contains(ids.getLast(), "\"state\":\"done\"");
  }
}
