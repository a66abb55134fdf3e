package org.keqiao.ingest.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** A film becomes playable soon, and better while it can be played already. */
class FilmTest {

  private static final Curator CURATOR = Curator.demo();
  private static final Api ANYBODY = Api.anonymous();

  @Test
  void film_largerThan480p_isPlayableBeforeItsHigherRenditionsCome() throws Exception {
    Answer lesson = CURATOR.published("越来越清楚", Films.lesson("1280x720", 9));
    Answer play = play(lesson);
    assertThat(play.body().path("coming").toString()).isIn("[\"720p\"]", "[]");
    String hls = play.body().path("hls").asText();
    assertThat(text(hls)).contains("144p.m3u8", "240p.m3u8", "480p.m3u8");
    Answer whole =
        Curator.await(() -> play(lesson), answer -> answer.body().path("coming").isEmpty());
    assertThat(qualities(whole)).containsExactly(144, 240, 480, 720);
    Answer again = ANYBODY.get(hls);
    assertThat(new String(again.bytes(), StandardCharsets.UTF_8))
        .contains("RESOLUTION=1280x720", "720p.m3u8", "URI=\"720p-keys.m3u8\"");
    assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(ANYBODY.get(hls, "If-None-Match", again.header("ETag")).status()).isEqualTo(304);
    for (String file : List.of("720p.m3u8", "720p.mp4", "720p-keys.m3u8", "480p.mp4")) {
      Answer piece = ANYBODY.get(hls.replace("video.m3u8", file));
      assertThat(piece.status()).as(file).isEqualTo(200);
      assertThat(piece.header("Cache-Control")).contains("immutable");
    }
  }

  @Test
  void film_asStills_saysWhatItTakes_andHasItsOwnPlaylist() throws Exception {
    Answer play = play(CURATOR.published("只看图", Films.lesson(5)));
    JsonNode lite = play.body().path("lite");
    assertThat(lite.at("/sounds/0/codecs").asText()).isEqualTo("opus");
    assertThat(lite.at("/sounds/1/codecs").asText()).isEqualTo("mp4a.40.2");
    String timeline = lite.path("url").asText();
    JsonNode stills = ANYBODY.get(timeline).body().path("stills");
    long bytes = 0;
    for (JsonNode still : stills) {
      bytes +=
          ANYBODY.get(timeline.replace("lite.json", still.path("image").asText())).bytes().length;
    }
    String sound = lite.at("/sounds/0/url").asText();
    long whole =
        bytes + ANYBODY.get(sound.replace("lite-", "").replace("m3u8", "mp4")).bytes().length;
    assertThat(text(sound)).contains("CODECS=\"opus\"", "o20.m3u8");
    assertThat(lite.at("/sounds/0/bytes").asLong()).isEqualTo(whole);
    assertThat(text(play.body().path("slides").asText()))
        .contains("AUDIO=\"a32\"", "stills.m3u8")
        .doesNotContain("240p");
  }

  @Test
  void playlist_ofAnUnknownName_doesNotExist() throws Exception {
    String hls = play(CURATOR.published("没有这个", Films.lesson(3))).body().path("hls").asText();
    for (String name : List.of("other.m3u8", "video~x.m3u8", "..%2fvideo.m3u8", "source")) {
      assertThat(ANYBODY.get(hls.replace("video.m3u8", name)).status()).as(name).isEqualTo(404);
    }
  }

  private static Answer play(Answer lesson) {
    return CURATOR.api().get("/api/v1/lessons/%s/play".formatted(lesson.id()));
  }

  private static String text(String address) {
    return new String(ANYBODY.get(address).bytes(), StandardCharsets.UTF_8);
  }

  private static List<Integer> qualities(Answer play) {
    return StreamSupport.stream(play.body().path("renditions").spliterator(), false)
        .filter(each -> each.path("kind").asText().equals("video"))
        .map(each -> each.path("quality").asInt())
        .toList();
  }
}
