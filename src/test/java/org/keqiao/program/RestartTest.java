package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.media.Films;

/** Stopped in order and started again, the program goes on where it stood. */
class RestartTest {

  private static final Path SEEDS = Path.of("target", "test-data", "restart-seeds");
  private static final Chain CHAIN = new Chain("restart", Map.of("KEQIAO_SEEDS", SEEDS.toString()));

  private static final List<String> QUERIES =
      List.of(
          "q=" + Api.encode("周长"),
          "q=" + Api.encode("三年级上册 数学"),
          "subject=math&grade=g3",
          "sort=newest&limit=100",
          "node=pep-math-3a-8");

  /** All seeds, with one demo film instead of five. */
  private static void copySeeds() throws IOException {
    Folders.delete(SEEDS);
    Path films = Path.of("seeds", "media");
    try (Stream<Path> all = Files.walk(Path.of("seeds"))) {
      for (Path path : all.toList()) {
        boolean wanted =
            !path.startsWith(films) || path.startsWith(films.resolve("math-perimeter"));
        if (wanted || path.equals(films)) {
          Path copy = SEEDS.resolve(Path.of("seeds").relativize(path));
          Files.createDirectories(copy.getParent());
          Files.copy(path, copy);
        }
      }
    }
  }

  private static Program first;

  @BeforeAll
  static void start() throws IOException {
    copySeeds();
    first = CHAIN.program();
  }

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  private static String demoLesson() throws IOException {
    String film =
        Files.readString(SEEDS.resolve(Path.of("media", "math-perimeter", "lesson.json")));
    return film.replaceFirst("(?s).*?\"lesson\": \"([^\"]+)\".*", "$1");
  }

  @Test
  void firstStart_showsANewcomerNothingButProgressAndTheAddress() {
    assertThat(first.output()).matches("Keqiao is ready: http://127.0.0.1:\\d+/\\R");
    assertThat(first.errors()).contains("demo lessons");
    assertThat(first.errors().lines().filter(line -> !line.contains("demo lessons")))
        .allMatch(String::isBlank);
  }

  @Test
  void secondStart_findsEverything_andMakesNothingAgain() throws IOException {
    Api admin = CHAIN.program().as("admin");
    Curator.await(
        () -> admin.get("/api/v1/jobs?state=queued&state=running"),
        jobs -> jobs.body().path("items").isEmpty());
    CHAIN.stop();
    Set<String> records = CHAIN.objects("records");
    Set<String> blobs = CHAIN.objects("blobs");
    Set<String> media = CHAIN.objects("media");
    Program second = CHAIN.program();
    assertThat(second.errors()).isEmpty();
    assertThat(CHAIN.objects("records")).isEqualTo(records);
    assertThat(CHAIN.objects("blobs")).isEqualTo(blobs).isNotEmpty();
    assertThat(CHAIN.objects("media")).isEqualTo(media).isNotEmpty();
    Answer play = second.as("teacher").get("/api/v1/lessons/" + demoLesson() + "/play");
    Playing.plays(play, second.anonymous());
  }

  @Test
  void stop_duringATranscode_givesTheJobBack_andTheNextStartTakesItUp() throws Exception {
    Curator before = CHAIN.curator();
    Answer lesson =
        before.attachVideo(before.draft("停机"), before.upload("film.mp4", Films.lesson(120)));
    String job = lesson.body().at("/parts/video/job").asText();
    Curator.await(
        () -> before.api().get("/api/v1/jobs/" + job),
        answer -> answer.body().path("progress").asInt() > 0);
    List<ProcessHandle> encoders = CHAIN.program().children();
    Program stopped = CHAIN.stop();
    assertThat(stopped.errors()).doesNotContain("WARN", "ERROR");
    assertThat(encoders).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(Program.log(CHAIN.data())).contains("job %s is given back".formatted(job));
    assertThat(Program.log(CHAIN.data()).stripTrailing()).endsWith("stopped");

    Answer done = CHAIN.curator().awaitJob(job);
    assertThat(done.body().path("state").asText()).isEqualTo("done");
    assertThat(done.body().path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void catalogue_thatIsLost_isRebuiltFromTheBucket_andAnswersTheSame() throws IOException {
    Answer draft = CHAIN.curator().draft("目录丢了也找得到");
    Map<String, List<JsonNode>> before = answers();
    CHAIN.stop();
    Folders.delete(CHAIN.data().resolve("elasticsearch"));
    assertThat(answers()).isEqualTo(before);
    assertThat(CHAIN.curator().api().get("/api/v1/lessons?mine=true&state=draft").body().toString())
        .contains(draft.id());
  }

  /** What searching answers: which lessons in which order, how many, and how they are counted. */
  private static Map<String, List<JsonNode>> answers() {
    Api teacher = CHAIN.program().as("teacher");
    Map<String, List<JsonNode>> answers = new HashMap<>();
    for (String query : QUERIES) {
      JsonNode body = teacher.get("/api/v1/lessons?" + query).body();
      assertThat(body.path("total").asLong()).isPositive();
      List<JsonNode> ids = body.path("items").findValues("id");
      answers.put(query, Stream.concat(ids.stream(), counts(body)).toList());
    }
    return answers;
  }

  private static Stream<JsonNode> counts(JsonNode body) {
    return Stream.of(body.path("total"), body.path("facets"));
  }

  @Test
  void leftovers_olderThanAnyUpload_areDeleted_andFreshOnesStay() throws IOException {
    CHAIN.stop();
    String media = "media/" + "0".repeat(64) + "/killed/240p.mp4";
    Path oldUpload = leftover("uploads/old", Duration.ofDays(3));
    Path oldMedia = leftover(media, Duration.ofDays(3));
    Path freshUpload = leftover("uploads/fresh", Duration.ofHours(23));
    Set<String> published = CHAIN.objects("media");
    CHAIN.program();
    Program.await(() -> Files.notExists(oldUpload) && Files.notExists(oldMedia));
    assertThat(freshUpload).exists();
    published.remove(media);
    assertThat(CHAIN.objects("media")).isEqualTo(published);
  }

  private static Path leftover(String key, Duration age) throws IOException {
    Path file = CHAIN.bucket(key);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "half");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void dataFolder_inUse_isNamed() throws IOException {
    CHAIN.program();
    try (Program second = Program.start(CHAIN.data(), Map.of())) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.errors()).hasLineCount(1).contains("is in use by another Keqiao");
    }
  }
}
