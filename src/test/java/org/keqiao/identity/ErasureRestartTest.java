package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.Town;
import org.keqiao.store.Json;

/** An erasure that a killed server had only written down is finished by those that start later. */
class ErasureRestartTest {

  private static final String NAME = "慕容不见";
  private static final String LOGIN = "murong.bujian";

  @TempDir Path folder;

  private <T> T running(Function<Api, T> what) throws IOException, InterruptedException {
    try (Keqiao keqiao =
        Keqiao.start(RunningKeqiao.settings(folder, Map.of("KEQIAO_DEMO_MEDIA", "false")))) {
      URI address = URI.create("http://127.0.0.1:" + keqiao.port());
      return what.apply(Api.at(address).signIn("admin", "keqiao-demo"));
    }
  }

  private static String makePerson(Api admin) {
    Answer made =
        admin.post(
            "/api/v1/accounts",
            Map.of(
                "login",
                LOGIN,
                "name",
                NAME,
                "school",
                Town.SHIPO,
                "roles",
                List.of(Map.of("role", "teacher", "scope", Town.SHIPO))));
    admin.patch(
        "/api/v1/accounts/" + made.id(), Map.of("disabled", false), "If-Match", made.etag());
    return made.id();
  }

  private Path records() {
    return folder.resolve(Path.of("bucket", "keqiao", "records"));
  }

  /** As a server leaves it that is killed after it has written down what is to be done. */
  private void writeDown(String account) throws IOException {
    Path version = records().resolve(Path.of("erasure", account, "0000000001.json"));
    Instant now = Instant.now();
    Files.createDirectories(version.getParent());
    Files.write(
        version,
        Json.bytes(
            Map.of(
                "id",
                account,
                "version",
                1,
                "createdAt",
                now,
                "at",
                now,
                "by",
                "test",
                "value",
                Map.of("by", "test", "asked", now, "done", List.of()))));
  }

  private void age(Duration by) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(by));
    for (Path file : files()) {
      Files.setLastModifiedTime(file, then);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(records())) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private List<Path> naming(String person) throws IOException {
    return files().stream().filter(file -> text(file).contains(person)).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Answer await(Api admin, String account, String step) {
    String path = "/api/v1/accounts/" + account + "/erasure";
    return Curator.await(
        () -> admin.get(path), answer -> answer.body().path("done").toString().contains(step));
  }

  @Test
  void erasure_thatWasOnlyWrittenDown_isFinished_andTheBucketNamesNobody() throws Exception {
    String account = running(ErasureRestartTest::makePerson);
    assertThat(naming(NAME)).isNotEmpty();
    writeDown(account);
    Answer begun = running(admin -> await(admin, account, "signed-out"));
    assertThat(begun.body().has("finishedAt")).isFalse();
    assertThat(naming(NAME)).isNotEmpty();
    age(Duration.ofMinutes(20));
    Answer finished = running(admin -> await(admin, account, "forgotten"));
    assertThat(finished.body().path("finishedAt").asText()).isNotEmpty();
    assertThat(naming(NAME)).isEmpty();
    assertThat(naming(LOGIN)).isEmpty();
    assertThat(records().resolve(Path.of("account", account)))
        .isDirectoryContaining("glob:**.json");
  }
}
