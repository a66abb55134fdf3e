package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.ShapedLine;
import org.keqiao.fixture.ShapedLine.Shape;
import org.keqiao.media.Films;

/** A lesson of three minutes on lines as bad as those of village schools. */
@ExtendWith(Chromium.class)
class BadLineTest {

  private static final int SECONDS = 180;

  /** Seconds, most of which the line takes. */
  private static final double MOST_STARTUP = 6;

  private static final Shape SLOW = new Shape(300_000, Duration.ofMillis(200), 0.02);
  private static final Shape VERY_SLOW = new Shape(60_000, Duration.ofMillis(200), 0.02);

  private static String lesson = "";

  @BeforeAll
  static void publish() throws Exception {
    lesson = Curator.demo().published("三分钟的课", Films.demo("math-perimeter", SECONDS)).id();
  }

  private static LessonPage open(Browser browser, ShapedLine line) {
    Gate.asTeacher(browser.at(line.address()));
    browser.open("/#lesson/" + lesson);
    browser.see("quality-menu");
    return new LessonPage(browser);
  }

  @Test
  void lesson_at300kbits_startsSoon_andPlaysToItsEndWithoutAStall(Browser browser)
      throws Exception {
    try (ShapedLine line = ShapedLine.to(RunningKeqiao.address(), SLOW)) {
      LessonPage page = open(browser, line);
      Watched watched = Watched.play(browser);
      browser.until("the first picture", watched::started);
      browser.photograph("bad-line");
      browser.untilAtLast("half of the lesson", () -> page.position() > SECONDS / 2.0);
      browser.untilAtLast("the end", () -> page.position() > SECONDS - 1);
      assertThat(watched.stalls()).as("stalls; carried %d bytes", line.carried()).isEmpty();
      assertThat(watched.startup()).as("seconds from play to picture").isLessThan(MOST_STARTUP);
      assertThat(page.choice()).isEqualTo("auto");
      assertThat(page.frames()).isGreaterThan(SECONDS);
      browser.leave();
    }
  }

  @Test
  void lesson_at60kbits_playsAsStillsByItself_withoutAStall(Browser browser) throws Exception {
    try (ShapedLine line = ShapedLine.to(RunningKeqiao.address(), VERY_SLOW)) {
      LessonPage page = open(browser, line);
      Watched watched = Watched.play(browser);
      browser.untilAtLast("the first sound", watched::started);
      browser.untilAtLast("half a minute", () -> page.position() > 30);
      assertThat(page.choice()).isEqualTo("lite");
      assertThat(page.still()).isPositive();
      page.picture();
      assertThat(browser.see("player-slow").getText()).contains("图文轻量");
      assertThat(watched.stalls()).as("stalls; carried %d bytes", line.carried()).isEmpty();
      browser.photograph("very-bad-line");
      browser.leave();
    }
  }
}
