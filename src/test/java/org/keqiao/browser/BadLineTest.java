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
      long before = line.carried();
      Watched watched = Watched.play(browser);
      browser.until("the first picture", watched::started);
      long first = line.carried() - before;
      System.out.println(
          "START "
              + watched.startup()
              + " s, bytes "
              + first
              + " before "
              + before
              + " conns "
              + line.connections());
      System.out.println(
          browser.ask(
              "return performance.getEntriesByType('resource').map(e=>[e.name.replace(/.*\\//,''),Math.round(e.startTime),Math.round(e.responseStart),Math.round(e.responseEnd),e.transferSize].join(' ')).join('\\n') + '\\npressed ' + window.seen.pressed"));
      browser.photograph("bad-line");
      browser.untilAtLast("half of the lesson", () -> page.position() > SECONDS / 2.0);
      browser.untilAtLast("the end", () -> page.position() > SECONDS - 2);
      System.out.println(
          "stalls "
              + watched.stalls()
              + " heights "
              + watched.heights()
              + " carried "
              + line.carried());
      assertThat(watched.stalls()).isEmpty();
      assertThat(page.frames()).isGreaterThan(SECONDS);
      assertThat(watched.startup()).isLessThan(6);
    }
  }

  @Test
  void lesson_at60kbits_playsAsStills(Browser browser) throws Exception {
    try (ShapedLine line = ShapedLine.to(RunningKeqiao.address(), VERY_SLOW)) {
      LessonPage page = open(browser, line);
      Watched watched = Watched.play(browser);
      browser.untilAtLast("the first sound", watched::started);
      System.out.println("START60 " + watched.startup() + " s " + line.carried());
      browser.untilAtLast("half a minute", () -> page.position() > 30);
      System.out.println(
          "stalls "
              + watched.stalls()
              + " heights "
              + watched.heights()
              + " carried "
              + line.carried());
      browser.photograph("very-bad-line");
    }
  }
}
