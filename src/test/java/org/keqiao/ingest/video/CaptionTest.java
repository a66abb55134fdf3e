package org.keqiao.ingest.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** Captions come as teachers have them, are played as WebVTT, and are found by search. */
class CaptionTest {

  private static final Curator CURATOR = Curator.demo();
  private static final Api ANYBODY = Api.anonymous();

  private static final String SRT =
      """
      1
      00:00:01,000 --> 00:00:03,500
      <i>蝴蝶</i>的翅膀 & 对称 < 轴

      2
      00:00:03,600 --> 00:01:05,000
      两边一样
      """;
  private static final String VTT =
      """
      WEBVTT

      STYLE
      ::cue { background: url(http://127.0.0.1/x) }

      NOTE a note

      first
      00:01.000 --> 00:03.500 align:start position:0%
      <v 老师>蝴蝶的翅膀 &amp; 对称 &lt; 轴</v>

      00:03.600 --> 01:05.000
      两边一样
      """;
  private static final String ASS =
      """
      [Script Info]
      ScriptType: v4.00+

      [V4+ Styles]
      Format: Name, Fontname, Fontsize
      Style: Default,Arial,20

      [Events]
      Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
      Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,{\\pos(10,20)\\b1}蝴蝶的翅膀 & 对称 < 轴
      Dialogue: 0,0:00:03.60,0:01:05.00,Default,,0,0,0,,两边一样
      """;
  private static final String MADE =
      """
      WEBVTT

      00:00:01.000 --> 00:00:03.500
      蝴蝶的翅膀 &amp; 对称 &lt; 轴

      00:00:03.600 --> 00:01:05.000
      两边一样
      """;

  private static byte[] film;

  @BeforeAll
  static void makeFilm() throws Exception {
    film = Films.lesson(4);
  }

  @Test
  void captions_ofEachKind_becomeWebVtt() {
    Answer lesson = CURATOR.published("对称", film);
    for (String text : new String[] {SRT, VTT, ASS}) {
      lesson = put(lesson, "zh-CN", bytes(text));
      assertThat(lesson.status()).isEqualTo(200);
      Answer play = play(lesson);
      assertThat(play.body().at("/captions/0/language").asText()).isEqualTo("zh-CN");
      assertThat(play.body().at("/captions/0/name").asText()).contains("中文");
      Answer captions = ANYBODY.get(play.body().at("/captions/0/url").asText());
      assertThat(captions.header("Content-Type")).startsWith("text/vtt");
      assertThat(text(captions)).as(text).isEqualTo(MADE);
    }
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, ''", "UTF-8, EFBBBF", "GB18030, ''", "UTF-16LE, FFFE", "UTF-16BE, ''"})
  void captions_inEachEncoding_areRead(String charset, String mark) {
    byte[] text = SRT.replace("\n", "\r\n").getBytes(Charset.forName(charset));
    byte[] begin = HexFormat.of().parseHex(mark);
    byte[] file = ByteBuffer.allocate(begin.length + text.length).put(begin).put(text).array();
    Answer lesson = put(CURATOR.published("编码 " + charset + mark, film), "zh", file);
    assertThat(lesson.status()).as(lesson.body().toString()).isEqualTo(200);
    assertThat(text(ANYBODY.get(play(lesson).body().at("/captions/0/url").asText())))
        .isEqualTo(MADE);
  }

  @Test
  void captions_areInThePlaylist_andPlayableFromThere() {
    Answer lesson = put(CURATOR.published("字幕清单", film), "zh-CN", bytes(SRT));
    Answer both = put(lesson, "en", bytes(SRT.replace("两边一样", "Both sides are alike")));
    String hls = play(both).body().path("hls").asText();
    String playlist = text(ANYBODY.get(hls));
    assertThat(playlist)
        .contains("TYPE=SUBTITLES", "LANGUAGE=\"zh-CN\"", "LANGUAGE=\"en\"", "NAME=\"English\"")
        .contains("SUBTITLES=\"captions\"");
    String address = playlist.replaceAll("(?s).*LANGUAGE=\"en\"[^\n]*URI=\"([^\"]+)\".*", "$1");
    String base = hls.substring(0, hls.lastIndexOf('/') + 1);
    String captions = text(ANYBODY.get(base + address));
    assertThat(captions).contains("#EXT-X-ENDLIST").contains(".vtt");
    String file = captions.lines().filter(line -> line.endsWith(".vtt")).findFirst().orElseThrow();
    assertThat(text(ANYBODY.get(base + "captions/" + file))).contains("Both sides are alike");
  }

  @Test
  void words_thatAreSaid_areFoundWithTheirSecond() {
    put(CURATOR.published("昆虫", film), "zh-CN", bytes(SRT.replace("两边一样", "鳞翅目昆虫的口器")));
    Answer found =
        Curator.await(
            () -> Api.as("teacher").get("/api/v1/lessons?q=" + Api.encode("鳞翅目昆虫的口器")),
            answer -> answer.body().toString().contains("\"place\":3"));
    assertThat(found.body().at("/items/0/title").asText()).isEqualTo("昆虫");
    assertThat(found.body().path("items").toString()).contains("\"kind\":\"caption\"");
  }

  @Test
  void captions_removed_areGone() {
    Answer lesson = put(CURATOR.published("去掉字幕", film), "zh-CN", bytes(SRT));
    Answer without = CURATOR.api().delete(address(lesson, "zh-CN"), "If-Match", lesson.etag());
    assertThat(without.status()).isEqualTo(200);
    assertThat(play(without).body().path("captions")).isEmpty();
    assertThat(text(ANYBODY.get(play(without).body().path("hls").asText())))
        .doesNotContain("SUBTITLES");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "这不是字幕。",
        "#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n",
        "ffconcat version 1.0\nfile /etc/passwd\n",
        "1\n00:00:01,000 --> file:///etc/passwd\n",
        "[Script Info]\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n\n",
      })
  void file_withoutCaptions_isRefusedInWords(String text) {
    Answer refused = put(CURATOR.draft("不是字幕"), "zh", bytes(text));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isIn("captions-unreadable", "captions-empty");
    assertThat(refused.body().path("detail").asText()).contains("字幕.srt");
  }

  @Test
  void film_asCaptions_isRefused() throws Exception {
    Answer refused = put(CURATOR.draft("视频当字幕"), "zh", film);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isIn("captions-encoding", "captions-unreadable");
  }

  @Test
  void captions_tooMany_areRefused() {
    StringBuilder text = new StringBuilder("WEBVTT\n");
    for (int i = 0; i < 6001; i++) {
      text.append(
          "\n%02d:%02d.000 --> %02d:%02d.900\n第 %d 句\n"
              .formatted(i / 60 % 60, i % 60, i / 60 % 60, i % 60, i));
    }
    assertThat(put(CURATOR.draft("太多"), "zh", bytes(text.toString())).code())
        .isEqualTo("captions-too-many");
  }

  @Test
  void language_thatIsNone_isRefused() {
    assertThat(put(CURATOR.draft("语言"), "1", bytes(SRT)).status()).isEqualTo(422);
  }

  @Test
  void captions_ofSomebodyElsesLesson_cannotBeChanged() {
    Answer lesson = CURATOR.published("别人的课", film);
    assertThat(
            Api.as("teacher")
                .put(
                    address(lesson, "zh"),
                    Map.of("sha256", "ab".repeat(32)),
                    "If-Match",
                    lesson.etag())
                .status())
        .isEqualTo(403);
  }

  private static Answer put(Answer lesson, String language, byte[] file) {
    Answer upload = CURATOR.upload("字幕.srt", file);
    return CURATOR
        .api()
        .put(address(lesson, language), Map.of("uploadId", upload.id()), "If-Match", lesson.etag());
  }

  private static String address(Answer lesson, String language) {
    return "/api/v1/lessons/%s/captions/%s".formatted(lesson.id(), language);
  }

  private static Answer play(Answer lesson) {
    return CURATOR.api().get("/api/v1/lessons/%s/play".formatted(lesson.id()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }
}
