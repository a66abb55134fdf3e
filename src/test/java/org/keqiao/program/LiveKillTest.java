package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Folders;
import org.keqiao.live.LiveClassroom;

/** A broadcast whose server is killed leaves what was sent until then. */
class LiveKillTest {

  private static final Map<String, String> SETTINGS =
      Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_LIVE_BROADCAST_GRACE", "15s");

  @Test
  void recording_ofAKilledServer_becomesADraftAfterTheRestart() throws IOException {
    Path data = Path.of("target", "test-data", "live-kill");
    Folders.delete(data);
    Files.createDirectories(data);
    LiveClassroom.plant(data, "killed", true);
    Path kept = data.resolve(Path.of("bucket", "keqiao", "live"));
    try (Program first = Program.start(data, SETTINGS)) {
      Api teacher = first.as("teacher");
      ChannelClient source = LiveClassroom.source(first.address(), teacher, "killed", "");
      LiveClassroom.play(source, LiveClassroom.webm(6, true), 6);
      // A head and two seconds.
      Program.await(() -> files(kept) >= 3);
      first.kill();
    }
    try (Program second = Program.start(data, SETTINGS)) {
      Api admin = second.as("admin");
      String path = "/api/v1/sessions/killed/live";
      Program.await(() -> admin.get(path).body().path("state").asText().equals("recorded"));
      String lesson = admin.get(path).body().path("lesson").asText();
      assertThat(admin.get("/api/v1/lessons/" + lesson).body().at("/parts/video/bytes").asLong())
          .isPositive();
    }
  }

  private static long files(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (var all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".m4s")).count();
    } catch (IOException changing) {
      return 0;
    }
  }
}
