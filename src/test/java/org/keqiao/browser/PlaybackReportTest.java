package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.ServerSettings;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.BucketLine;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;
import org.keqiao.store.Bucket;
import org.keqiao.store.Json;

/** The player says how playing went, when its page goes away and on the way there. */
@ExtendWith(Chromium.class)
class PlaybackReportTest {

  /** There is nothing to show after this picture. */
  private static final String STUCK =
      "const video = document.querySelector('video');"
          + " return video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA && !video.seeking";

  @TempDir static Path folder;

  /** The events of a kind that were kept for a lesson. */
  private static List<JsonNode> events(Bucket bucket, String lesson, String kind) {
    return bucket
        .keys("activity/", "")
        .flatMap(key -> bucket.read(key).stream())
        .flatMap(object -> new String(object, StandardCharsets.UTF_8).lines())
        .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
        .map(line -> line.path("report"))
        .filter(report -> report.path("lesson").asText().equals(lesson))
        .flatMap(report -> all(report.path("events")))
        .filter(event -> event.path("kind").asText().equals(kind))
        .toList();
  }

  private static Stream<JsonNode> all(JsonNode events) {
    return StreamSupport.stream(events.spliterator(), false);
  }

  private static LessonPage open(Browser browser, String address, String id) {
    browser.open(address);
    browser.see("login-submit");
    new Gate(browser).enterAs("teacher");
    browser.open(address + "#lesson/" + id);
    browser.see("lesson-title");
    return new LessonPage(browser);
  }

  @Test
  void playback_withAStall_isReported(Browser browser) throws Exception {
    try (EmbeddedBucket server = EmbeddedBucket.start(folder.resolve("s3"));
        BucketLine line = BucketLine.to(server);
        Keqiao keqiao = Keqiao.start(uncached(server, line));
        Bucket bucket = line.bucket()) {
      String address = "http://127.0.0.1:%d/".formatted(keqiao.port());
      Api curator = Api.at(URI.create(address)).signIn("curator", "keqiao-demo");
      Answer film = new Curator(curator).published("会卡的课", Films.lesson(150));
      LessonPage lesson = open(browser, address, film.id());
      lesson.choose("240");
      lesson.play();
      lesson.playOn(2);
      line.cut();
      browser.ask("document.querySelector('video').playbackRate = 8; return 1");
      browser.until("a stall", () -> browser.ask(STUCK).equals(true));
      double stuckAt = lesson.position();
      line.mend();
      browser.untilAtLast("playing on", () -> lesson.position() > stuckAt + 1);
      browser.open(address + "docs");
      browser.until("the report", () -> !events(bucket, film.id(), "stalled").isEmpty());
      JsonNode stall = events(bucket, film.id(), "stalled").getFirst();
      assertThat(stall.path("duration").asLong()).isPositive();
      assertThat(stall.path("position").asDouble() / 1000).isCloseTo(stuckAt, Offset.offset(5.0));
      assertThat(stall.path("rendition").asText()).isEqualTo("video");
      assertThat(events(bucket, film.id(), "started")).hasSize(1);
      assertThat(events(bucket, film.id(), "failed")).isNotEmpty();
      assertThat(events(bucket, film.id(), "played"))
          .anySatisfy(
              played -> {
                assertThat(played.path("duration").asLong()).isPositive();
                assertThat(played.path("bytes").asLong()).isPositive();
              });
      assertThat(browser.complaints()).allMatch(text -> text.contains("503"));
    }
  }

  private static ServerSettings uncached(EmbeddedBucket server, BucketLine line) {
    return RunningKeqiao.settings(
        folder.resolve("keqiao"),
        Map.of(
            "KEQIAO_DEMO_MEDIA",
            "false",
            "KEQIAO_DELIVERY_MEMORY",
            "1B",
            "KEQIAO_DELIVERY_DISK",
            "1B",
            "KEQIAO_BUCKET_ENDPOINT",
            line.address().toString(),
            "KEQIAO_BUCKET_ACCESS_KEY",
            server.accessKey(),
            "KEQIAO_BUCKET_SECRET_KEY",
            server.secretKey()));
  }

  @Test
  void report_thatCannotBeSent_isKeptInThePage_andSentLater(Browser browser) {
    LessonPage lesson = open(browser, RunningKeqiao.address() + "/", "lesson-pep-math-3a-8-3-n1");
    browser.ask(
        "const usual = window.fetch; window.fetch = (to, how) => (String(to).endsWith('/quality')"
            + " ? Promise.reject(new TypeError('cut')) : usual(to, how)); return 1");
    lesson.play();
    lesson.playOn(2);
    browser.press("lesson-back");
    browser.until("a report that waits", () -> waiting(browser) == 1);
    browser.open(RunningKeqiao.address() + "/docs");
    browser.open(RunningKeqiao.address() + "/#lesson/lesson-pep-math-3a-8-3-n1");
    browser.until("nothing waits", () -> waiting(browser) == 0);
  }

  private static int waiting(Browser browser) {
    return (int)
        browser.number("return JSON.parse(localStorage.getItem('keqiao.reports') || '[]').length");
  }
}
