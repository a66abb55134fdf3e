package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page helps a teacher to say what she means, and tells her what it found. */
@ExtendWith(Chromium.class)
class SearchPageTest {

  private static final String PHRASE = "长方形的周长";
  private static final String WORDS = "长方形周长";
  private static final String LESSON = "lesson-pep-math-3a-8-3-n1";

  /** Longer than the page waits for the next letter. */
  private static final int A_WHILE = 600;

  @Test
  void pinyin_completedByKeyboard_findsThePhrase(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.begin("changf", PHRASE);
    for (int step = 0; step <= page.suggestions().size(); step++) {
      if (page.chosenSuggestion().equals(PHRASE)) {
        break;
      }
      browser.focused().sendKeys(Keys.ARROW_DOWN);
    }
    browser.photograph("suggestions");
    assertThat(page.chosenSuggestion()).isEqualTo(PHRASE);
    assertThat(browser.focused().getAriaRole()).isEqualTo("combobox");
    browser.focused().sendKeys(Keys.ENTER);
    page.awaitWords(PHRASE);
    assertThat(page.words()).isEqualTo(PHRASE);
    assertThat(page.suggestions()).isEmpty();
    assertThat(page.titles()).first().asString().contains("周长");
  }

  @Test
  void suggestion_tappedOnAPhone_findsThePhrase(Browser browser) {
    SearchPage page = Gate.asTeacher(browser.on(Screen.PHONE));
    page.begin("cfx", PHRASE);
    browser.photograph("suggestions");
    assertThat(browser.fits()).isTrue();
    browser.all("suggestion").get(page.suggestions().indexOf(PHRASE)).click();
    page.awaitWords(PHRASE);
    assertThat(page.suggestions()).isEmpty();
  }

  @Test
  void suggestions_escaped_areGone_andTheLettersStay(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.begin("changf", PHRASE);
    browser.focused().sendKeys(Keys.ESCAPE);
    assertThat(page.suggestions()).isEmpty();
    assertThat(page.words()).isEqualTo("changf");
  }

  @Test
  void letters_ofAnInputMethod_areNotCompleted_untilTheyAreCharacters(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    browser.see("search-input").click();
    browser.compose("chang'fang");
    double composed = browser.number("return performance.now()");
    browser.until("a while", () -> browser.number("return performance.now()") > composed + A_WHILE);
    assertThat(page.suggestions()).isEmpty();
    browser.commit("长方");
    page.awaitSuggestion(WORDS);
    assertThat(browser.loaded())
        .filteredOn(address -> address.contains("/suggestions"))
        .noneMatch(address -> address.contains("chang"));
  }

  @ParameterizedTest
  @EnumSource
  void words_found_areMarkedInTheTitle_whichStaysAsItWasWritten(Screen screen, Browser browser) {
    SearchPage page = Gate.asTeacher(browser.on(screen));
    page.search(WORDS);
    browser.photograph("marks");
    assertThat(page.titles()).contains("《长方形周长》：北师大版");
    assertThat(browser.texts(".hit-link mark")).contains(WORDS);
    assertThat(browser.texts(".hit-path mark")).contains(WORDS);
    assertThat(browser.fits()).isTrue();
  }

  @Test
  void words_misspelt_offerWhatWasMeant(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.search("长方型周长");
    assertThat(browser.see("did-you-mean").getText()).isEqualTo(WORDS);
    browser.photograph("meant");
    browser.press("did-you-mean");
    page.awaitWords(WORDS);
    assertThat(page.words()).isEqualTo(WORDS);
    assertThat(browser.all("did-you-mean")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'?q=周长&node=pep-math-3a-1-1', 同一节的课, 秒的认识",
    "'?q=周长&edition=sje', 其他版本, 周长",
    "'?q=周长鹍鹏&grade=g9', 放宽了条件, 周长"
  })
  void search_withoutHits_saysWhatItShowsInstead(
      String search, String sentence, String chapter, Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.visit(search);
    assertThat(browser.see("ladder").getText()).contains(sentence);
    browser.photograph("instead-" + browser.see("ladder").getDomAttribute("data-rung"));
    assertThat(browser.texts(".hit-path")).first().asString().contains(chapter);
  }

  @Test
  void lesson_thatNobodyHasMade_isAskedFor(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.search("鹍鹏翥");
    browser.type("demand-note", "班里有两个听障学生。");
    browser.photograph("ask");
    browser.press("demand-send");
    assertThat(browser.see("demand-heard").getText()).startsWith("已经记下");
    browser.photograph("asked");
  }

  @Test
  void chapter_ofTheTextbookTree_saysHowManyLessonsItHas(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.visit("?textbook=pep-math-3a&node=pep-math-3a-8-3");
    String counted = "[data-testid='node-pep-math-3a-8-3'] .node-count";
    browser.until("counts", () -> !browser.texts(counted).isEmpty());
    browser.photograph("counts");
    assertThat(browser.texts(counted).getFirst().replaceAll("\\D", ""))
        .isEqualTo(String.valueOf(page.total()));
  }

  @Test
  void hit_askedWhy_saysSo(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.search(WORDS);
    page.hit(LESSON).findElement(By.cssSelector("button.why")).click();
    browser.until("reasons", () -> browser.texts(".why-list li").contains("是您教的学科"));
    browser.photograph("why");
    assertThat(browser.select("[data-testid='lesson-title']")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void similarLesson_opened_leadsBackToTheResults(Screen screen, Browser browser) {
    SearchPage page = Gate.asTeacher(browser.on(screen));
    page.search(WORDS);
    LessonPage lesson = page.open(LESSON);
    String first = lesson.title();
    browser.see("similar-lessons");
    String similar = browser.texts(".similar .hit-link").getFirst();
    browser.select(".similar .hit-link").getFirst().click();
    browser.until("the similar lesson", () -> lesson.title().equals(similar));
    browser.photograph("similar");
    assertThat(similar).isNotEqualTo(first);
    assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("/play"));
    browser.press("lesson-back");
    browser.see("search-total");
    assertThat(page.words()).isEqualTo(WORDS);
  }
}
