package org.keqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.store.Json;

/** What was kept as long as the settings say is deleted, and what was not is there. */
class RetentionTest {

  private static final String SOMEBODY = "a-00000000000000000001";

  @TempDir Path folder;

  private Keqiao start() throws IOException, InterruptedException {
    return Keqiao.start(RunningKeqiao.settings(folder, Map.of("KEQIAO_DEMO_MEDIA", "false")));
  }

  /** Puts a file into the bucket's folder as it would lie there after some days. */
  private Path old(String key, int days, byte[] bytes) throws IOException {
    Path file = folder.resolve("bucket").resolve("keqiao").resolve(key);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return Files.setLastModifiedTime(
        file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
  }

  private Path version(String type, String id, int version, int days, Map<String, Object> value)
      throws IOException {
    Instant at = Instant.now().minus(Duration.ofDays(days));
    return old(
        "records/%s/%s/%010d.json".formatted(type, id, version),
        days,
        Json.bytes(
            Map.of(
                "id",
                id,
                "version",
                version,
                "createdAt",
                at,
                "at",
                at,
                "by",
                SOMEBODY,
                "value",
                value)));
  }

  private Path credential(int version, int days) throws IOException {
    return version(
        "credential", SOMEBODY, version, days, Map.of("kind", "code", "hash", "h" + version));
  }

  private Path event(String id, int days) throws IOException {
    return version("event", id, 1, days, Map.of("kind", "SIGN_IN", "account", SOMEBODY));
  }

  private static void awaitGone(Path file) {
    assertThat(Curator.await(() -> Files.exists(file), there -> !there))
        .as(file.toString())
        .isFalse();
  }

  @Test
  void past_isDeleted_asLongAfterAsTheSettingsSay() throws Exception {
    start().close();
    Path replacedLongAgo = credential(1, 400);
    Path replacedLately = credential(2, 300);
    Path current = credential(3, 10);
    Path oldEvent = event("old", 366);
    Path event = event("young", 364);
    Path oldReport = old("activity/2024/01/01/00-node-000001.ndjson", 366, new byte[] {'\n'});
    Path report = old("activity/2024/01/01/00-node-000002.ndjson", 364, new byte[] {'\n'});
    try (Keqiao keqiao = start()) {
      awaitGone(replacedLongAgo);
      awaitGone(oldEvent);
      awaitGone(oldReport);
      assertThat(replacedLately).exists();
      assertThat(current).exists();
      assertThat(event).exists();
      assertThat(report).exists();
      Api admin =
          Api.at(URI.create("http://127.0.0.1:" + keqiao.port())).signIn("admin", "keqiao-demo");
      Answer audit =
          Curator.await(
              () -> admin.get("/api/v1/audit?type=event&account=" + SOMEBODY),
              answer -> answer.body().path("items").size() == 1);
      assertThat(audit.body().path("items").findValuesAsText("record"))
          .containsExactly("event/young");
    }
  }
}
