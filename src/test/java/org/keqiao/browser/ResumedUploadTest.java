package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.ShapedLine;
import org.keqiao.fixture.ShapedLine.Shape;
import org.keqiao.media.Films;

/** A curator's line breaks and her page is closed, and nothing is sent twice. */
@ExtendWith(Chromium.class)
class ResumedUploadTest {

  /** So slow that some of the film has not left the house when the page is closed. */
  private static final Shape SLOW = new Shape(2_000_000, Duration.ofMillis(20), 0);

  @Test
  void upload_ofAClosedPage_goesOnWhereItWas_whenTheFileIsChosenAgain(
      Browser browser, @TempDir Path folder) throws Exception {
    Path film = Files.write(folder.resolve("备课.mp4"), Films.noise(24));
    try (ShapedLine line = ShapedLine.to(RunningKeqiao.address(), SLOW)) {
      CuratorDesk desk = Gate.asCurator(browser.at(line.address()));
      desk.begin();
      desk.describe("关了页面再接着传", "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
      desk.create();
      desk.choose("video", film);
      browser.until("half is sent", () -> desk.progress("video") > 50);

      String lesson = desk.lesson();
      browser.closeAndOpenAgain();
      Gate.asCurator(browser);
      desk.open(lesson);
      assertThat(desk.says("video")).contains("备课.mp4", "再选一次这个文件");
      browser.photograph("resume");
      assertThat(desk.sentBefore("video")).isGreaterThan(20);
      long stored = offset(browser);
      assertThat(stored).isPositive();

      countBytes(browser);
      desk.choose("video", film);
      desk.awaitReady("video");
      assertThat((long) browser.number("return window.bytesSent"))
          .isPositive()
          .isLessThanOrEqualTo(Files.size(film) - stored);
      browser.leave();
    }
  }

  /** How much of the upload the server has: a page knows only what has left it. */
  private static long offset(Browser browser) {
    URI address =
        URI.create(
            browser
                .ask("return Object.values(JSON.parse(localStorage.getItem('keqiao.uploads')))[0]")
                .toString());
    Answer answer =
        Api.anonymous()
            .send(
                "HEAD",
                address.getRawPath() + "?" + address.getRawQuery(),
                BodyPublishers.noBody(),
                "Tus-Resumable",
                "1.0.0");
    return Long.parseLong(answer.header("Upload-Offset"));
  }

  private static void countBytes(Browser browser) {
    browser.ask(
        "window.bytesSent = 0; const send = XMLHttpRequest.prototype.send;"
            + "XMLHttpRequest.prototype.send = function (body) {"
            + "window.bytesSent += body ? body.size : 0; return send.call(this, body) };"
            + "return true");
  }
}
