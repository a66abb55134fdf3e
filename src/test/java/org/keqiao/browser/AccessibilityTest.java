package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages without a mouse, and without eyes. */
@ExtendWith(Chromium.class)
class AccessibilityTest {

  private static final String LESSON = "lesson-pep-math-3a-8-3-n1";
  private static final int MOST_STEPS = 120;

  @Test
  void lesson_byKeyboardAlone_isFoundPlayedAndPaused(Browser browser) {
    Gate.before(browser, "/").enterAs("teacher");
    browser.see("lesson-card");
    goTo(browser, "#search [type=search]");
    browser.focused().sendKeys("长方形周长", Keys.ENTER);
    SearchPage page = new SearchPage(browser);
    page.awaitWords("长方形周长");
    page.awaitNames();
    page.hit(LESSON);
    goTo(browser, "[data-lesson='%s'] a".formatted(LESSON));
    browser.focused().sendKeys(Keys.ENTER);
    LessonPage lesson = new LessonPage(browser);
    browser.see("player-play");
    goTo(browser, "[data-testid=player-play]");
    browser.focused().sendKeys(Keys.ENTER);
    browser.until("playing", () -> lesson.position() > 1);
    browser.focused().sendKeys("k");
    browser.until("paused", () -> is(browser, "document.querySelector('video').paused"));
  }

  @Test
  void controls_ofTheTeacherPage_haveNames(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    assertThat(nameless(browser)).isEmpty();
    page.search("长方形周长");
    page.open(LESSON).costs();
    assertThat(nameless(browser)).isEmpty();
  }

  @Test
  void controls_ofTheCuratorPage_haveNames(Browser browser) {
    CuratorDesk desk = Gate.asCurator(browser);
    desk.begin();
    assertThat(nameless(browser)).isEmpty();
    desk.openFirst();
    assertThat(nameless(browser)).isEmpty();
  }

  @Test
  void controls_ofTheSchoolPage_haveNames(Browser browser) {
    SchoolDesk desk = SchoolDesk.of(browser, "school-admin");
    assertThat(nameless(browser)).isEmpty();
    desk.open("needs");
    browser.press("needs-add");
    browser.see("needs-form");
    assertThat(nameless(browser)).isEmpty();
  }

  @Test
  void controls_ofTheClassroom_haveNames(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    session.room(windows.room()).enter();
    lead.ask("听得清吗？", "听得清/听不清");
    windows.room().see("choice-2");
    assertThat(nameless(windows.lead())).isEmpty();
    assertThat(nameless(windows.room())).isEmpty();
  }

  @Test
  void question_byKeyboardAlone_isAnswered(Windows windows) throws Exception {
    JoinedClass session = JoinedClass.plan();
    LeadDesk lead = session.lead(windows.lead());
    session.room(windows.room()).enter();
    lead.ask("听得清吗？", "听得清/听不清");
    windows.room().see("choice-2");
    windows.room().focused().sendKeys("2");
    windows.lead().until("counted", () -> lead.count("听不清") == 1);
    windows.room().focused().sendKeys("h");
    windows.lead().until("the hand", () -> lead.seesHand(JoinedClass.SCHOOL));
  }

  @Test
  void lesson_complete_isSubmittedByKeyboardAlone(Browser browser) throws Exception {
    Answer lesson = Curator.demo().complete("不用鼠标提交", Films.lesson(2));
    CuratorDesk desk = Gate.asCurator(browser);
    desk.open(lesson.id());
    goTo(browser, "[data-testid=curator-submit]");
    browser.focused().sendKeys(Keys.ENTER);
    browser.until("submitted", () -> desk.state().equals("submitted"));
  }

  @Test
  void script_thatIsWrittenIntoAPage_isRefused(Browser browser) {
    browser.open("/");
    browser.see("login-submit");
    browser.ask(
        "const bad = document.createElement('script'); bad.textContent = 'window.bad = true';"
            + " document.body.append(bad); return true");
    assertThat(is(browser, "!('bad' in window)")).isTrue();
    assertThat(browser.complaints()).singleElement().asString().contains("Content Security Policy");
  }

  private static boolean is(Browser browser, String condition) {
    return browser.ask("return Boolean(%s)".formatted(condition)).equals(true);
  }

  /** Presses Tab until the wanted element has the keyboard. */
  private static void goTo(Browser browser, String css) {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (browser.ask("return document.activeElement.matches(arguments[0])", css).equals(true)) {
        return;
      }
      browser.focused().sendKeys(Keys.TAB);
    }
    throw new AssertionError("%d times Tab do not reach %s".formatted(MOST_STEPS, css));
  }

  /** Visible controls for which a screen reader has nothing to say; visible text is a name. */
  private static List<String> nameless(Browser browser) {
    Object withoutText =
        browser.ask(
            "return [...document.querySelectorAll("
                + "'a, button, input, select, textarea, summary, video')]"
                + ".filter(one => one.checkVisibility()"
                + " && (one.matches('select') || !one.innerText.trim()))");
    return ((List<?>) withoutText)
        .stream()
            .map(WebElement.class::cast)
            .filter(
                control -> Objects.requireNonNullElse(control.getAccessibleName(), "").isBlank())
            .map(control -> String.valueOf(control.getDomProperty("outerHTML")))
            .toList();
  }
}
