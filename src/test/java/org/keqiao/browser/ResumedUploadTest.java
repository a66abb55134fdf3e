package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.media.Films;

/** A curator's line breaks and her page is closed, and nothing is sent twice. */
@ExtendWith(Chromium.class)
class ResumedUploadTest {

  private static final int SLOW_BYTES_PER_SECOND = 200_000;

  @Test
  void upload_ofAClosedPage_goesOnWhereItWas_whenTheFileIsChosenAgain(
      Browser browser, @TempDir Path folder) throws Exception {
    Path film = Files.write(folder.resolve("备课.mp4"), Films.noise(24));
    CuratorDesk desk = Gate.asCurator(browser);
    desk.begin();
    desk.describe("关了页面再接着传", "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    desk.create();
    browser.limitUpload(SLOW_BYTES_PER_SECOND);
    desk.choose("video", film);
    browser.until("a third is sent", () -> desk.progress("video") > 33);

    String lesson = desk.lesson();
    browser.closeAndOpenAgain();
    Gate.asCurator(browser);
    desk.open(lesson);
    assertThat(desk.says("video")).contains("备课.mp4", "再选一次这个文件");
    browser.photograph("resume");
    int sent = desk.sentBefore("video");
    assertThat(sent).isGreaterThan(20);

    countBytes(browser);
    desk.choose("video", film);
    desk.awaitReady("video");
    double share = 100 * browser.number("return window.bytesSent") / Files.size(film);
    assertThat(share).isBetween(1.0, 105.0 - sent);
  }

  private static void countBytes(Browser browser) {
    browser.ask(
        "window.bytesSent = 0; const send = XMLHttpRequest.prototype.send;"
            + "XMLHttpRequest.prototype.send = function (body) {"
            + "window.bytesSent += body ? body.size : 0; return send.call(this, body) };"
            + "return true");
  }
}
