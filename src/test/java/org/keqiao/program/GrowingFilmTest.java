package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** kill -9 while a film that is played already gets its higher renditions. */
class GrowingFilmTest {

  private static final Chain CHAIN = new Chain("growing", Map.of("KEQIAO_DEMO_MEDIA", "false"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  @Test
  void film_killedWhileItGrows_staysPlayable_andGrowsOn() throws Exception {
    Curator before = CHAIN.curator();
    Answer lesson = before.published("边播边变清楚", Films.lesson("1280x720", 40));
    String play = "/api/v1/lessons/%s/play".formatted(lesson.id());
    assertThat(before.api().get(play).body().path("coming").toString()).isEqualTo("[\"720p\"]");
    Program.await(() -> !CHAIN.program().children().isEmpty());
    Set<String> stored = CHAIN.objects("media");
    CHAIN.kill();

    Api after = CHAIN.curator().api();
    Answer still = after.get(play);
    Playing.plays(still, CHAIN.program().anonymous());
    assertThat(CHAIN.objects("media")).containsAll(stored);
    assertThat(playlist(still)).doesNotContain("720p");
    Answer grown =
        Curator.await(() -> after.get(play), answer -> answer.body().path("coming").isEmpty());
    assertThat(grown.body().path("coming")).isEmpty();
    assertThat(playlist(grown)).contains("144p.m3u8", "720p.m3u8");
    String hls = grown.body().path("hls").asText();
    assertThat(CHAIN.program().anonymous().get(hls.replace("video.m3u8", "720p.mp4")).status())
        .isEqualTo(200);
  }

  private static String playlist(Answer play) {
    String hls = play.body().path("hls").asText();
    return new String(CHAIN.program().anonymous().get(hls).bytes(), StandardCharsets.UTF_8);
  }
}
