package org.keqiao.catalogue.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.media.Films;

/** A lesson is a bundle, complete or not accepted. */
class BundleTest {

  private static final Curator CURATOR = Curator.demo();

  private static String path(Answer lesson) {
    return "/api/v1/lessons/" + lesson.id();
  }

  private static Answer draft(String title, String lessonClass) {
    return CURATOR.draft(
        Map.of("title", title, "node", "pep-math-3a-8-3", "lessonClass", lessonClass));
  }

  private static Answer bundle(Answer lesson) {
    return CURATOR.api().get(path(lesson) + "/bundle");
  }

  private static Answer submit(Answer lesson) {
    return CURATOR.api().transition(path(lesson) + "/submit", lesson.etag());
  }

  private static JsonNode part(Answer bundle, String name) {
    for (JsonNode each : bundle.body().path("parts")) {
      if (each.path("part").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no part " + name + " in " + bundle.body());
  }

  private static Answer withVideo(Answer lesson, byte[] film) {
    return CURATOR.attachVideo(lesson, CURATOR.upload("微课.mp4", film));
  }

  @ParameterizedTest
  @CsvSource({
    "subject,    '微课视频,教学设计,学习任务单,课件,作业练习', ''",
    "special,    '微课视频,教学设计,学习任务单,课件', 作业练习",
    "experiment, '实录视频,实验设计,导学案,课件', 作业练习"
  })
  void bundle_ofEachClass_namesItsParts(String lessonClass, String required, String optional) {
    Answer bundle = bundle(draft("清单", lessonClass));
    assertThat(titles(bundle, true)).isEqualTo(required);
    assertThat(titles(bundle, false)).isEqualTo(optional);
    assertThat(bundle.body().path("complete").asBoolean()).isFalse();
  }

  private static String titles(Answer bundle, boolean required) {
    List<String> titles = new ArrayList<>();
    for (JsonNode part : bundle.body().path("parts")) {
      if (part.path("required").asBoolean() == required) {
        titles.add(part.path("title").asText());
      }
    }
    return String.join(",", titles);
  }

  @Test
  void submit_ofAnIncompleteLesson_saysExactlyWhatIsMissing() throws Exception {
    Answer lesson = CURATOR.withPapers(draft("实验缺两份", "experiment"), "plan", "slides");
    Answer refused = submit(lesson);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("lesson-not-ready");
    assertThat(refused.body().path("violations").findValuesAsText("pointer"))
        .containsExactly("/parts/video", "/parts/tasks");
    assertThat(refused.body().path("violations").findValuesAsText("message"))
        .containsExactly("还缺实录视频。", "还缺导学案。");
    assertThat(CURATOR.api().get(path(lesson)).body().path("state").asText()).isEqualTo("draft");
  }

  @Test
  void submit_whileTheVideoIsBeingMadeReady_saysSo() throws Exception {
    Answer lesson =
        withVideo(
            CURATOR.withPapers(draft("还在转码", "special"), "plan", "tasks", "slides"),
            Films.noise(6.4));
    Answer refused = submit(lesson);
    assertThat(refused.body().path("violations").findValuesAsText("code"))
        .containsExactly("video-processing");
    assertThat(part(bundle(lesson), "video").path("state").asText()).isEqualTo("processing");

    JsonNode ready = part(CURATOR.awaitReady(lesson), "video");
    assertThat(ready.path("state").asText()).isEqualTo("ready");
    assertThat(submit(lesson).body().path("state").asText()).isEqualTo("submitted");
  }

  @Test
  void submit_whileTheWorkOnTheVideoIsPaused_saysSo() throws Exception {
    Answer lesson =
        withVideo(
            CURATOR.withPapers(draft("转码暂停", "special"), "plan", "tasks", "slides"),
            Films.noise(6.6));
    String job = "/api/v1/jobs/" + lesson.body().at("/parts/video/job").asText();
    assertThat(CURATOR.api().post(job + "/pause").status()).isEqualTo(200);
    assertThat(part(bundle(lesson), "video").path("state").asText()).isEqualTo("paused");
    assertThat(submit(lesson).body().path("violations").findValuesAsText("code"))
        .containsExactly("video-paused");

    CURATOR.api().post(job + "/resume");
    assertThat(part(CURATOR.awaitReady(lesson), "video").path("state").asText()).isEqualTo("ready");
  }

  @Test
  void submit_withAFilmThatIsCutOff_saysWhy() throws Exception {
    Answer lesson =
        withVideo(
            CURATOR.withPapers(draft("没有传完的视频", "special"), "plan", "tasks", "slides"),
            Films.cutOff(8));
    assertThat(part(CURATOR.awaitReady(lesson), "video").path("state").asText())
        .isEqualTo("failed");
    Answer refused = submit(lesson);
    assertThat(refused.body().at("/violations/0/pointer").asText()).isEqualTo("/parts/video");
    assertThat(refused.body().at("/violations/0/code").asText()).isEqualTo("transcode-incomplete");
    assertThat(refused.body().at("/violations/0/message").asText()).contains("“微课.mp4”不完整");
  }

  @Test
  void submit_ofAnUprightFilm_isRefused_andAdviceAloneIsNot() throws Exception {
    Answer lesson = CURATOR.withPapers(draft("竖着拍的", "experiment"), "plan", "tasks", "slides");
    Answer upright = withVideo(lesson, Films.upright(2));
    JsonNode video = part(CURATOR.awaitReady(upright), "video");
    assertThat(blocking(video)).containsExactly("film-upright");
    Answer refused = submit(upright);
    assertThat(refused.body().at("/violations/0/pointer").asText()).isEqualTo("/parts/video");
    assertThat(refused.body().at("/violations/0/message").asText()).contains("360×640", "16:9");

    Answer wide = withVideo(upright, Films.lesson(2.2));
    JsonNode advised = part(CURATOR.awaitReady(wide), "video");
    assertThat(advised.path("findings").findValuesAsText("code")).contains("film-too-small");
    assertThat(blocking(advised)).isEmpty();
    assertThat(submit(wide).status()).isEqualTo(200);
  }

  private static List<String> blocking(JsonNode part) {
    List<String> codes = new ArrayList<>();
    for (JsonNode finding : part.path("findings")) {
      if (finding.path("blocking").asBoolean()) {
        codes.add(finding.path("code").asText());
      }
    }
    return codes;
  }

  @Test
  void lesson_submitted_cannotBeChangedUntilItIsTakenBack() throws Exception {
    Answer submitted = submit(CURATOR.complete("不能再改", Films.lesson(2)));
    Answer other = CURATOR.upload("other.png", Scans.page("other"));
    Map<String, String> title = Map.of("title", "改了");
    List<Answer> refused =
        List.of(
            CURATOR.api().patch(path(submitted), title, "If-Match", submitted.etag()),
            CURATOR.attach(submitted, "plan", other),
            CURATOR.api().delete(path(submitted) + "/parts/plan", "If-Match", submitted.etag()));
    assertThat(refused)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(409);
              assertThat(answer.code()).isEqualTo("lesson-submitted");
            });
    assertThat(CURATOR.api().delete(path(submitted), "If-Match", submitted.etag()).code())
        .isEqualTo("lesson-not-draft");

    Answer back = CURATOR.api().transition(path(submitted) + "/take-back", submitted.etag());
    assertThat(back.body().path("state").asText()).isEqualTo("draft");
    assertThat(CURATOR.attach(back, "plan", other).status()).isEqualTo(200);
  }

  @Test
  void bundle_ofReadyFiles_showsWhatTheyLookLike() throws Exception {
    Answer bundle = CURATOR.awaitReady(CURATOR.complete("看得见的材料", Films.lesson(2)));
    for (String name : List.of("video", "plan")) {
      Answer picture = Api.anonymous().get(part(bundle, name).path("picture").asText());
      assertThat(picture.status()).as(name).isEqualTo(200);
      assertThat(picture.header("Content-Type")).startsWith("image/");
    }
    assertThat(part(bundle, "plan").path("pages").asInt()).isEqualTo(1);
  }

  @Test
  void submit_ofAnOldVersion_answers412() throws Exception {
    Answer lesson = CURATOR.complete("旧版本", Films.lesson(2));
    CURATOR.api().patch(path(lesson), Map.of("teacher", "王老师"), "If-Match", lesson.etag());
    assertThat(submit(lesson).status()).isEqualTo(412);
    assertThat(CURATOR.api().post(path(lesson) + "/submit").status()).isEqualTo(428);
  }

  @Test
  void bundle_ofSomebodyElse_isNotShown() {
    Answer lesson = draft("别人的清单", "subject");
    assertThat(Api.as("teacher").get(path(lesson) + "/bundle").status()).isEqualTo(403);
  }
}
