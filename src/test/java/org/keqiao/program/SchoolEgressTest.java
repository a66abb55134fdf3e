package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;

/** Media leaves room on the line of a school. */
class SchoolEgressTest {

  private static final int CAP = 20_000;

  @TempDir Path folder;

  @Test
  void film_reachesTheViewersOfASchool_noFasterThanItsCap() throws Exception {
    Map<String, String> settings =
        Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_DELIVERY_SCHOOL_CAP", Integer.toString(CAP));
    try (Keqiao keqiao = Keqiao.start(RunningKeqiao.settings(folder, settings))) {
      Api anybody = Api.at(URI.create("http://127.0.0.1:" + keqiao.port()));
      Answer lesson =
          new Curator(anybody.signIn("curator", "keqiao-demo")).published("慢慢放", Films.lesson(4));
      Api teacher = anybody.signIn("teacher", "keqiao-demo");
      assertThat(teacher.get("/api/v1/me").body().path("school").asText()).isNotEmpty();
      String hls =
          teacher.get("/api/v1/lessons/" + lesson.id() + "/play").body().path("hls").asText();
      long begin = System.nanoTime();
      Answer film = anybody.get(hls.substring(0, hls.lastIndexOf('/') + 1) + "240p.mp4");
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(film.status()).isEqualTo(200);
      assertThat(film.bytes()).hasSize(Integer.parseInt(film.header("Content-Length")));
      assertThat(film.bytes().length).isGreaterThan(CAP);
      assertThat(took).isGreaterThan(Duration.ofMillis((film.bytes().length - 4000) * 1000L / CAP));
    }
  }
}
