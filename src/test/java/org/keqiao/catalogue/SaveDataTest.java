package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** A client that wants to pay for few bytes says so with {@code Save-Data: on}. */
class SaveDataTest {

  private static final String PLAY = "/api/v1/lessons/lesson-pep-math-3a-8-3-n1/play";
  private static final String[] SAVING = {"Save-Data", "on"};

  private static String text(Answer playlist) {
    assertThat(playlist.status()).isEqualTo(200);
    assertThat(playlist.header("Vary")).contains("Save-Data");
    return new String(playlist.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void play_forWhoSavesData_recommendsTheLiteLesson() {
    Answer saving = Api.as("teacher").get(PLAY, SAVING);
    assertThat(saving.body().path("recommended").asText()).isEqualTo("lite");
    assertThat(saving.header("Vary")).contains("Save-Data");
    Answer usual = Api.as("teacher").get(PLAY);
    assertThat(usual.body().path("recommended").asText()).isEqualTo("video");
    assertThat(usual.body().path("hls")).isEqualTo(saving.body().path("hls"));
  }

  @Test
  void playlist_forWhoSavesData_hasLowQualitiesOnly_unlessAllAreAskedFor() {
    Answer play = Api.as("teacher").get(PLAY);
    Api player = Api.anonymous();
    String hls = play.body().path("hls").asText();
    assertThat(text(player.get(hls))).contains("\n144p.m3u8", "\n240p.m3u8", "\n480p.m3u8");
    assertThat(text(player.get(hls, SAVING)))
        .contains("\n144p.m3u8", "\n240p.m3u8")
        .doesNotContain("480p", "720p");
    String all = play.body().path("hlsAll").asText();
    assertThat(text(player.get(all, SAVING))).isEqualTo(text(player.get(hls)));
  }

  @Test
  void playlists_startLow_withMeasuredBandwidths() {
    Answer play = Api.as("teacher").get(PLAY);
    String video = text(Api.anonymous().get(play.body().path("hls").asText()));
    assertThat(video.indexOf("\n144p.m3u8")).isLessThan(video.indexOf("\n240p.m3u8"));
    assertThat(video.lines().filter(line -> line.startsWith("#EXT-X-STREAM-INF")))
        .allMatch(line -> line.matches(".*:BANDWIDTH=\\d+,AVERAGE-BANDWIDTH=\\d+,.*"));
    String sound = text(Api.anonymous().get(play.body().at("/lite/sounds/0/url").asText()));
    assertThat(sound).containsPattern(":BANDWIDTH=(\\d+),AVERAGE-BANDWIDTH=(?!\\1,)\\d+,");
  }
}
