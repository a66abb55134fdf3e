package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.BucketLine;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;

/** A lesson is playing when the bucket goes away for a while. */
@ExtendWith(Chromium.class)
class BucketAwayTest {

  private static final int SECONDS = 150;
  private static final Duration AWAY = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static EmbeddedBucket bucket;
  private static BucketLine line;
  private static Keqiao keqiao;
  private static String lesson;

  @BeforeAll
  static void publish() throws Exception {
    bucket = EmbeddedBucket.start(folder.resolve("s3"));
    line = BucketLine.to(bucket);
    keqiao =
        Keqiao.start(
            RunningKeqiao.settings(
                folder.resolve("data"),
                Map.of(
                    "KEQIAO_DEMO_MEDIA", "false",
                    "KEQIAO_BUCKET_ENDPOINT", line.address().toString(),
                    "KEQIAO_BUCKET_ACCESS_KEY", bucket.accessKey(),
                    "KEQIAO_BUCKET_SECRET_KEY", bucket.secretKey())));
    Api curator = Api.at(address()).signIn("curator", "keqiao-demo");
    lesson = new Curator(curator).published("存储断开", Films.noise(SECONDS)).id();
  }

  @AfterAll
  static void end() throws Exception {
    keqiao.close();
    line.close();
    bucket.close();
  }

  private static URI address() {
    return URI.create("http://127.0.0.1:" + keqiao.port());
  }

  @Test
  void bucket_awayFor20Seconds_playsOnWhatIsKept_andRecoversByItself(Browser browser)
      throws Exception {
    Gate.asTeacher(browser.at(address()));
    browser.open("/#lesson/" + lesson);
    LessonPage page = new LessonPage(browser);
    page.choose("480");
    Watched watched = Watched.play(browser);
    browser.until("a minute is ready", () -> page.ready() > 50);
    page.playOn(2);
    Api viewer = Api.at(address());
    String film = film(viewer);
    assertThat(first(viewer, film).status()).isEqualTo(206);

    line.cut();
    long back = System.nanoTime() + AWAY.toNanos();
    page.playOn(8);
    assertThat(watched.stalls()).as("stalls on what was buffered").isEmpty();
    assertThat(first(viewer, film).status()).as("a block that is kept here").isEqualTo(206);
    assertThat(viewer.get(film, "Range", "bytes=-1000").status()).isEqualTo(503);
    double far = SECONDS - 30;
    page.seek(far);
    browser.until("the picture waits", () -> !page.canPlay());
    Thread.sleep(Duration.ofNanos(Math.max(0, back - System.nanoTime())));
    assertThat(page.canPlay()).isFalse();

    line.mend();
    browser.untilAtLast("it plays on by itself", () -> page.position() > far + 5);
    assertThat(browser.all("player-problem")).noneMatch(problem -> problem.isDisplayed());
    assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("503"));
  }

  private static String film(Api viewer) {
    Answer play =
        viewer.signIn("teacher", "keqiao-demo").get("/api/v1/lessons/%s/play".formatted(lesson));
    String hls = play.body().path("hls").asText();
    return hls.substring(0, hls.lastIndexOf('/') + 1) + "480p.mp4";
  }

  private static Answer first(Api viewer, String film) {
    return viewer.get(film, "Range", "bytes=0-99999");
  }
}
