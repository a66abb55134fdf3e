package org.keqiao.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** Players tell how playing went, over HTTP. */
class QualityTest {

  private static final String QUALITY = "/api/v1/quality";
  private static final Map<String, Object> STALL =
      Map.of(
          "kind",
          "stalled",
          "at",
          41_200,
          "position",
          38_750,
          "duration",
          2300,
          "rendition",
          "video",
          "height",
          240);

  private static Map<String, Object> report(String batch, Map<String, Object> event) {
    return Map.of(
        "batch",
        batch,
        "playback",
        "p-test",
        "lesson",
        "lesson-pep-math-3a-8-3-n1",
        "connection",
        "3g",
        "events",
        List.of(event));
  }

  /** The lines of the shared program's bucket that have this batch. */
  private static List<JsonNode> kept(String batch) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String key : RunningKeqiao.objects("activity")) {
      assertThat(key).matches("activity/\\d{4}/\\d\\d/\\d\\d/\\d\\d-[a-z0-9]+-\\d{6}\\.ndjson");
      for (String line : RunningKeqiao.object(key).lines().toList()) {
        lines.add(Json.STORED.readTree(line));
      }
    }
    return lines.stream().filter(line -> line.at("/report/batch").asText().equals(batch)).toList();
  }

  @Test
  void report_thatIsAnswered_isKept_withTheSchoolAndNobodysName() throws IOException {
    String batch = "b-" + Id.fresh();
    assertThat(Api.as("teacher").post(QUALITY, report(batch, STALL)).status()).isEqualTo(204);
    JsonNode line = kept(batch).getFirst();
    assertThat(line.at("/report/events/0/duration").asLong()).isEqualTo(2300);
    JsonNode me = Api.as("teacher").get("/api/v1/me").body();
    assertThat(line.path("school")).isEqualTo(me.path("school"));
    assertThat(line.toString()).doesNotContain(me.path("id").asText(), "teacher");
  }

  @Test
  void report_thatIsSentTwice_countsOnce() throws IOException {
    String batch = "b-" + Id.fresh();
    Api teacher = Api.as("teacher");
    assertThat(teacher.post(QUALITY, report(batch, STALL)).status()).isEqualTo(204);
    assertThat(teacher.post(QUALITY, report(batch, STALL)).status()).isEqualTo(204);
    assertThat(kept(batch)).hasSize(1);
  }

  @Test
  void stall_thatIsReported_isInTheMetrics() {
    double before = metric("keqiao_playback_stall_seconds_sum{rendition=\"video\"}");
    Api.as("teacher").post(QUALITY, report("b-" + Id.fresh(), STALL));
    double after = metric("keqiao_playback_stall_seconds_sum{rendition=\"video\"}");
    assertThat(after - before).isBetween(2.29, 60.0);
  }

  private static double metric(String name) {
    Answer metrics = Api.anonymous().get("/metrics");
    return new String(metrics.bytes(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElse(0);
  }

  @ParameterizedTest
  @CsvSource({
    "/events/0/kind, unknown-term, '{\"kind\":\"slept\",\"at\":1,\"rendition\":\"video\"}'",
    "/events/0/at, missing, '{\"kind\":\"failed\",\"rendition\":\"video\"}'",
    "/events/0/at, number-range, '{\"kind\":\"failed\",\"at\":-1,\"rendition\":\"video\"}'",
    "/events/0/duration, missing, '{\"kind\":\"stalled\",\"at\":1,\"rendition\":\"video\"}'",
    "/events/0/rendition, missing, '{\"kind\":\"failed\",\"at\":1}'",
    "/events/0/code, unknown-term, "
        + "'{\"kind\":\"failed\",\"at\":1,\"rendition\":\"video\",\"code\":\"<b>\"}'",
  })
  void report_thatCannotBeUnderstood_isRefused(String pointer, String code, String event) {
    String body =
        "{\"batch\":\"b-1\",\"playback\":\"p-1\",\"lesson\":\"l-1\",\"events\":[%s]}"
            .formatted(event);
    Answer refused = Api.as("teacher").post(QUALITY, body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/violations/0/pointer").asText()).isEqualTo(pointer);
    assertThat(refused.body().at("/violations/0/code").asText()).isEqualTo(code);
  }

  @Test
  void lines_ofManyCallers_goIntoFewObjects_andNoneIsLost(@TempDir Path folder) throws Exception {
    try (EmbeddedBucket server = EmbeddedBucket.start(folder);
        Bucket bucket =
            Bucket.open(
                new BucketSettings(Optional.empty(), "us-east-1", "log", "", "")
                    .at(server.address(), server.accessKey(), server.secretKey()))) {
      ActivityLog log = new ActivityLog(bucket);
      List<Future<?>> callers = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 500; i++) {
          byte[] line = Integer.toString(i).getBytes(StandardCharsets.UTF_8);
          callers.add(threads.submit(() -> log.append(line).join()));
        }
        for (Future<?> caller : callers) {
          caller.get();
        }
      }
      log.close();
      List<String> objects = bucket.keys("activity/", "").toList();
      assertThat(objects.size()).isLessThan(100);
      assertThat(
              objects.stream()
                  .flatMap(key -> text(bucket, key).lines())
                  .map(Integer::valueOf)
                  .sorted())
          .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
      assertThat(log.append(new byte[] {'x'})).isCompletedExceptionally();
    }
  }

  private static String text(Bucket bucket, String key) {
    return new String(bucket.read(key).orElseThrow(), StandardCharsets.UTF_8);
  }
}
