package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.live.LiveClassroom;

/** A teacher's window sends what its camera sees, and a room's window shows it. */
@ExtendWith(Chromium.class)
class LivePictureTest {

  private static final Path DATA = Path.of("target", "test-data", "live-browser");

  private static void live(Browser browser, String call) {
    browser.ask(
        """
        window.shown = document.createElement('video');
        document.body.append(window.shown);
        window.live = {};
        import('/web/live.js')
          .then((module) => module.%s(window.shown, 'in-browser'))
          .then((one) => { window.live = one; }, (failed) => { window.live = { state: { state: String(failed) } }; });
        return true;"""
            .formatted(call));
  }

  private static String state(Browser browser) {
    return String.valueOf(
        browser.ask("return (window.live.state && window.live.state.state) || 'none'"));
  }

  @Test
  void room_inAnotherWindow_showsTheTeachersCamera(Browser browser)
      throws IOException, InterruptedException {
    Folders.delete(DATA);
    Files.createDirectories(DATA);
    try (Keqiao keqiao =
        Keqiao.start(RunningKeqiao.settings(DATA, Map.of("KEQIAO_DEMO_MEDIA", "false")))) {
      LiveClassroom.plant(DATA, "in-browser", true);
      browser.at(URI.create("http://127.0.0.1:" + keqiao.port()));
      Gate.before(browser, "/").enterAs("teacher");
      live(browser, "startSource");
      browser.untilAtLast("the source is live", () -> state(browser).equals("live"));
      browser.openAnother();
      Gate.before(browser, "/").enterAs("school-admin");
      live(browser, "watch");
      browser.untilAtLast("the room sees it", () -> state(browser).equals("live"));
      double before = browser.number("return window.shown.currentTime");
      browser.untilAtLast(
          "the picture goes on",
          () -> browser.number("return window.shown.currentTime") > before + 2);
      assertThat(browser.number("return window.shown.videoWidth")).isEqualTo(640);
      browser.ask("window.live.stop(); return true");
      browser.closeOthers();
      browser.leave();
    }
  }
}
