package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.courseware.Samples;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** Files of a lesson: what may be one, how it is looked at, how it is fetched. */
class PartTest {

  private static final Curator CURATOR = Curator.demo();

  private static String path(Answer lesson, String part) {
    return "/api/v1/lessons/%s/parts/%s".formatted(lesson.id(), part);
  }

  private static Answer attach(Answer lesson, String part, String name, byte[] content) {
    Answer upload = CURATOR.upload(name, content);
    return CURATOR
        .api()
        .put(path(lesson, part), Map.of("uploadId", upload.id()), "If-Match", lesson.etag());
  }

  private static Answer attached(String part, String name, byte[] content) {
    Answer lesson = attach(CURATOR.draft("材料 " + name), part, name, content);
    assertThat(lesson.status()).isEqualTo(200);
    CURATOR.awaitJob(lesson.body().at("/parts/%s/job".formatted(part)).asText());
    return CURATOR.api().get(path(lesson, part));
  }

  private static Answer refused(String part, String name, byte[] content) {
    Answer answer = attach(CURATOR.draft("不能用的材料"), part, name, content);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("detail").asText()).contains(name);
    return answer;
  }

  @Test
  void content_thatSomebodyElseBrought_isNotFoundByItsHash() throws Exception {
    Answer theirs = new Curator(Api.as("admin")).upload("别人的.pptx", Samples.pptx("别人的教案"));
    Answer lesson = CURATOR.draft("借来的材料");
    Answer answer =
        CURATOR
            .api()
            .put(
                path(lesson, "slides"),
                Map.of("sha256", theirs.body().path("sha256").asText()),
                "If-Match",
                lesson.etag());
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void part_thatALessonDoesNotHave_cannotBeTakenAway() {
    Answer lesson = CURATOR.draft("没有教案");
    assertThat(CURATOR.api().delete(path(lesson, "plan"), "If-Match", lesson.etag()).status())
        .isEqualTo(404);
  }

  @Test
  void slides_areLookedAtPageByPage() throws Exception {
    Answer part = attached("slides", "秒的认识.pptx", Samples.pptx("秒的认识", "一分有六十秒"));
    assertThat(part.body().path("state").asText()).isEqualTo("ready");
    assertThat(part.body().path("pages").asInt()).isEqualTo(2);
    assertThat(part.body().path("findings")).isEmpty();
    assertThat(part.body().path("previews")).hasSize(2);
    for (String size : new String[] {"large", "small"}) {
      var picture = part.body().at("/previews/1/" + size);
      Answer file = Api.anonymous().get(picture.path("url").asText());
      assertThat(file.status()).isEqualTo(200);
      assertThat(file.header("Content-Type")).startsWith("image/");
      assertThat(file.bytes()).hasSize(picture.path("bytes").asInt());
    }
  }

  @Test
  void original_isFetchedAsAFile_underItsChineseName() throws Exception {
    byte[] slides = Samples.pptx("下载");
    String url = attached("slides", "秒的认识 (1).pptx", slides).body().path("download").asText();
    Answer file = Api.anonymous().get(url);
    assertThat(file.bytes()).isEqualTo(slides);
    assertThat(file.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"____ (1).pptx\"; filename*=UTF-8''"
                + "%E7%A7%92%E7%9A%84%E8%AE%A4%E8%AF%86%20%281%29.pptx");
    assertThat(file.header("Content-Type"))
        .isEqualTo("application/vnd.openxmlformats-officedocument.presentationml.presentation");
    assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.header("Content-Security-Policy")).startsWith("sandbox");
    Answer rest = Api.anonymous().get(url, "Range", "bytes=100-", "If-Range", file.etag());
    assertThat(rest.status()).isEqualTo(206);
    assertThat(rest.bytes()).hasSize(slides.length - 100);
  }

  @Test
  void original_isFetchedOnlyUnderTheNameThatWasSigned() throws Exception {
    Answer part = attached("slides", "signed.pptx", Samples.pptx("签名"));
    String url = part.body().path("download").asText();
    assertThat(Api.anonymous().get(url.replace("signed.pptx", "other.exe")).code())
        .isEqualTo("media-token-invalid");
    String picture = part.body().at("/previews/0/large/url").asText();
    String token = picture.split("/", -1)[2];
    String sha256 = part.body().path("sha256").asText();
    assertThat(Api.anonymous().get("/files/%s/%s/signed.pptx".formatted(token, sha256)).status())
        .isEqualTo(403);
  }

  @Test
  void part_ofADraftOfSomebodyElse_doesNotExist() throws Exception {
    Answer lesson = attach(CURATOR.draft("别人的草稿"), "plan", "教案.pdf", Samples.pdf("plan"));
    assertThat(Api.as("teacher").get(path(lesson, "plan")).status()).isEqualTo(404);
    assertThat(CURATOR.api().get(path(lesson, "tasks")).code()).isEqualTo("lesson-part-not-found");
  }

  @Test
  void webPage_thatIsNamedLikeSlides_isToldApart() {
    Answer answer =
        refused(
            "slides",
            "课件.pptx",
            "<!DOCTYPE html><html>404 Not Found</html>".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.code()).isEqualTo("file-is-web-page");
  }

  @Test
  void document_withPassword_isRefused() throws Exception {
    byte[] locked = Samples.locked(Samples.pptx("秘密"));
    assertThat(refused("slides", "有密码.pptx", locked).code()).isEqualTo("document-locked");
  }

  @Test
  void document_isNoVideo() throws Exception {
    assertThat(refused("video", "教案.pdf", Samples.pdf("x")).code()).isEqualTo("not-a-video");
  }

  @Test
  void film_isNoPlan() throws Exception {
    assertThat(refused("plan", "微课.mp4", Films.lesson(2)).code()).isEqualTo("part-is-video");
  }

  @Test
  void document_thatIsDamagedInside_saysWhy() throws Exception {
    byte[] broken =
        Samples.zip(
            StandardCharsets.UTF_8,
            Map.of(
                "[Content_Types].xml",
                "<Types/>".getBytes(StandardCharsets.UTF_8),
                "ppt/presentation.xml",
                "<p:".getBytes(StandardCharsets.UTF_8)));
    Answer part = attached("slides", "坏了.pptx", broken);
    assertThat(part.body().path("state").asText()).isEqualTo("failed");
    assertThat(part.body().at("/error/code").asText()).isEqualTo("document-damaged");
    assertThat(part.body().at("/error/message").asText()).contains("坏了.pptx");
    assertThat(part.body().has("download")).isFalse();
  }

  @Test
  void sound_isAnExercise_readyAtOnce() throws Exception {
    Answer lesson = attach(CURATOR.draft("听力"), "exercises", "听力.mp4", Films.soundOnly());
    assertThat(lesson.body().at("/parts/exercises").has("job")).isFalse();
    Answer part = CURATOR.api().get(path(lesson, "exercises"));
    assertThat(part.body().path("state").asText()).isEqualTo("ready");
    Answer file = Api.anonymous().get(part.body().path("download").asText());
    assertThat(file.status()).isEqualTo(200);
    assertThat(attach(lesson, "plan", "听力.mp4", Films.soundOnly()).code())
        .isEqualTo("part-is-audio");
  }
}
