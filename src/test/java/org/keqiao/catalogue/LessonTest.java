package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** The main job: from a curator's disk to a rural teacher's screen. */
class LessonTest {

  private static final Pattern SEGMENT = Pattern.compile("#EXT-X-BYTERANGE:(\\d+)@(\\d+)");
  private static final Curator CURATOR = Curator.demo();
  private static final Api TEACHER = Api.as("teacher");

  private static String path(Answer lesson) {
    return "/api/v1/lessons/" + lesson.id();
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void lesson_uploadedAndPublished_isFoundAndPlayedByATeacher() throws Exception {
    byte[] film = Films.lesson(10);
    Answer draft = CURATOR.draft("平行四边形的剪拼");
    assertThat(draft.status()).isEqualTo(201);
    assertThat(draft.header("Location")).isEqualTo(path(draft));
    assertThat(draft.body().path("subject").asText()).isEqualTo("math");
    assertThat(TEACHER.get(path(draft)).status()).isEqualTo(404);

    Answer upload = CURATOR.upload("剪拼.mp4", film);
    assertThat(upload.status()).isEqualTo(200);
    assertThat(upload.body().at("/media/kind").asText()).isEqualTo("video");
    Answer withVideo = CURATOR.attachVideo(draft, upload);
    Answer job = CURATOR.awaitJob(withVideo.body().at("/parts/video/job").asText());
    assertThat(job.body().path("state").asText()).isEqualTo("done");
    Answer published = CURATOR.api().transition(path(draft) + "/publish", withVideo.etag());
    assertThat(published.body().path("state").asText()).isEqualTo("published");

    Answer found =
        Curator.await(
            () -> TEACHER.get("/api/v1/lessons?q=" + Api.encode("平行四边形的剪拼")),
            answer -> answer.body().at("/items/0/id").asText().equals(draft.id()));
    assertThat(found.body().at("/items/0/media/durationSeconds").asDouble()).isBetween(9.5, 10.5);
    playsThroughSignedUrls(TEACHER.get(path(draft) + "/play"));
  }

  private static void playsThroughSignedUrls(Answer play) {
    assertThat(play.status()).isEqualTo(200);
    Api player = Api.anonymous();
    String hls = play.body().path("hls").asText();
    assertThat(text(player.get(hls))).contains("240p.m3u8", "BANDWIDTH=");
    String folder = hls.substring(0, hls.lastIndexOf('/') + 1);
    String playlist = text(player.get(folder + "240p.m3u8"));
    Matcher segment = SEGMENT.matcher(playlist);
    assertThat(segment.find()).isTrue();
    long length = Long.parseLong(segment.group(1));
    long first = Long.parseLong(segment.group(2));
    String range = "bytes=%d-%d".formatted(first, first + length - 1);
    Answer bytes = player.get(folder + "240p.mp4", "Range", range);
    assertThat(bytes.status()).isEqualTo(206);
    assertThat(bytes.bytes()).hasSize((int) length);
    Answer whole = player.get(folder + "240p.mp4");
    assertThat(Arrays.copyOfRange(whole.bytes(), (int) first, (int) (first + length)))
        .isEqualTo(bytes.bytes());
    assertThat(player.get(folder + "240p.mp4", "Range", "bytes=999999999-").status())
        .isEqualTo(416);
    assertThat(player.get(folder + "240p.mp4", "If-None-Match", whole.etag()).status())
        .isEqualTo(304);
    assertThat(player.get(play.body().path("poster").asText()).header("Content-Type"))
        .isEqualTo("image/webp");
    assertThat(player.get(folder + "../" + "secret").status()).isIn(403, 404);
    assertThat(player.get(hls.replaceFirst("/media/.", "/media/!")).status()).isEqualTo(403);
  }

  @Test
  void lesson_withoutPlayableVideo_cannotBePublished() {
    Answer draft = CURATOR.draft("没有视频的课");
    Answer refused = CURATOR.api().transition(path(draft) + "/publish", draft.etag());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("lesson-not-ready");
    assertThat(refused.body().at("/violations/0/pointer").asText()).isEqualTo("/parts/video");
    assertThat(CURATOR.api().get(path(draft) + "/play").code()).isEqualTo("lesson-not-playable");
  }

  @Test
  void lesson_withdrawn_isNoLongerFoundByTeachers() throws Exception {
    Answer published = CURATOR.published("撤回的课", Films.lesson(2));
    assertThat(TEACHER.get(path(published)).status()).isEqualTo(200);
    Answer withdrawn = CURATOR.api().transition(path(published) + "/withdraw", published.etag());
    assertThat(withdrawn.body().path("state").asText()).isEqualTo("withdrawn");
    assertThat(TEACHER.get(path(published)).status()).isEqualTo(404);
    Answer mine =
        Curator.await(
            () -> CURATOR.api().get("/api/v1/lessons?mine=true&state=withdrawn"),
            answer -> answer.body().path("items").findValuesAsText("id").contains(published.id()));
    assertThat(mine.body().path("items").findValuesAsText("id")).contains(published.id());
  }

  @Test
  void patch_changesWhatItNames_andRemovesWhatIsNull() {
    Answer draft = CURATOR.draft("改名之前");
    Map<String, Object> patch = new HashMap<>();
    patch.put("title", "改名之后");
    patch.put("teacher", "王老师");
    Answer changed = CURATOR.api().patch(path(draft), patch, "If-Match", draft.etag());
    assertThat(changed.body().path("title").asText()).isEqualTo("改名之后");
    assertThat(changed.etag()).isEqualTo("\"2\"");
    patch.clear();
    patch.put("teacher", null);
    Answer removed = CURATOR.api().patch(path(draft), patch, "If-Match", changed.etag());
    assertThat(removed.body().has("teacher")).isFalse();
    assertThat(removed.body().path("title").asText()).isEqualTo("改名之后");
    Answer refused =
        CURATOR.api().patch(path(draft), Map.of("owner", "x"), "If-Match", removed.etag());
    assertThat(refused.status()).isEqualTo(422);
  }

  @Test
  void draft_deleted_isGone() {
    Answer draft = CURATOR.draft("删除的课");
    Answer gone = CURATOR.api().delete(path(draft), "If-Match", draft.etag());
    assertThat(gone.status()).isEqualTo(204);
    assertThat(CURATOR.api().get(path(draft)).status()).isEqualTo(404);
  }

  @Test
  void lesson_ofSomebodyElse_cannotBeChanged() {
    Answer draft = CURATOR.draft("别人的课");
    Answer teacher = TEACHER.patch(path(draft), Map.of("title", "x"), "If-Match", draft.etag());
    assertThat(teacher.status()).isEqualTo(403);
  }

  @Test
  void writers_atOnce_haveOneWinner() throws Exception {
    Answer draft = CURATOR.draft("两人同改");
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> writes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String title = "第%d位".formatted(i);
        writes.add(
            threads.submit(
                () ->
                    CURATOR
                        .api()
                        .patch(path(draft), Map.of("title", title), "If-Match", draft.etag())));
      }
      for (Future<Answer> write : writes) {
        answers.add(write.get());
      }
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(412);
              assertThat(answer.etag()).isEqualTo("\"2\"");
            });
  }

  @Test
  void writers_whoTryAgain_loseNothing() throws Exception {
    Answer draft = CURATOR.draft("两百次修改");
    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        writes.add(threads.submit(() -> addKeyword(draft)));
      }
      for (Future<?> write : writes) {
        write.get();
      }
    }
    assertThat(CURATOR.api().get(path(draft)).etag()).isEqualTo("\"201\"");
  }

  private static void addKeyword(Answer draft) {
    Answer answer;
    do {
      Answer current = CURATOR.api().get(path(draft));
      String count = Integer.toString(Integer.parseInt(current.etag().replace("\"", "")));
      answer =
          CURATOR
              .api()
              .patch(path(draft), Map.of("description", count), "If-Match", current.etag());
    } while (answer.status() == 412);
    assertThat(answer.status()).isEqualTo(200);
  }
}
