package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Plays a lesson as a player does. */
final class Playing {

  private Playing() {}

  /** Follows the playlists of an answer of {@code playLesson} down to the bytes. */
  static void plays(Answer play, Api player) {
    assertThat(play.status()).isEqualTo(200);
    String hls = play.body().path("hls").asText();
    String list = new String(player.get(hls).bytes(), StandardCharsets.UTF_8);
    assertThat(list).startsWith("#EXTM3U").contains("240p.m3u8");
    Answer film = player.get(hls.substring(0, hls.lastIndexOf('/') + 1) + "240p.mp4");
    assertThat(film.status()).isEqualTo(200);
    assertThat(film.bytes()).hasSize(Integer.parseInt(film.header("Content-Length")));
    assertThat(film.bytes().length).isPositive();
  }
}
