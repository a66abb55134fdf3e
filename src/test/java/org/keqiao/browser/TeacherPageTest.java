package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** A teacher finds tomorrow's lesson, sees what it costs, and plays it. */
@ExtendWith(Chromium.class)
class TeacherPageTest {

  private static final String WORDS = "长方形周长";
  private static final String LESSON = "lesson-pep-math-3a-8-3-n1";
  private static final String SIZE = "\\d+(\\.\\d)? MB";

  @ParameterizedTest
  @EnumSource
  void search_forChineseWords_showsPosterDurationAndSizes(Screen screen, Browser browser) {
    SearchPage page = Gate.asTeacher(browser.on(screen));
    browser.photograph("home");
    page.search(WORDS);
    WebElement hit = page.hit(LESSON);
    browser.photograph("results");
    WebElement poster = hit.findElement(By.tagName("img"));
    assertThat(browser.ask("return arguments[0].naturalWidth", poster)).isNotEqualTo(0L);
    assertThat(hit.findElement(By.className("poster-time")).getText()).endsWith("0:58");
    assertThat(hit.findElements(By.cssSelector(".cost dd")))
        .hasSize(2)
        .allSatisfy(cost -> assertThat(cost.getText()).containsPattern(SIZE));
    assertThat(page.titles().subList(0, 4)).allMatch(title -> title.contains("周长"));
    assertThat(browser.fits()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void facet_chosen_narrowsTheHits_andStillCountsItsSiblings(Screen screen, Browser browser) {
    SearchPage page = Gate.asTeacher(browser.on(screen));
    page.search(WORDS);
    page.openFilters();
    Map<String, Integer> before = page.counts("edition");
    page.narrow("edition", "bnu");
    browser.photograph("narrowed");
    assertThat(before).containsKeys("pep", "bnu");
    assertThat(page.counts("edition")).isEqualTo(before);
    assertThat(page.total()).isEqualTo(before.get("bnu"));
    assertThat(browser.see("chip-edition-bnu").getText()).contains("北师大版");
    page.openFilters();
    assertThat(page.places()).allMatch(place -> place.contains("北师大版"));
  }

  @Test
  void taughtOnly_pressed_leavesWhatTheTeacherTeaches(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    int all = page.total();
    browser.press("taught-only");
    browser.until("fewer hits", () -> page.total() < all);
    browser.photograph("taught");
    assertThat(page.places()).allMatch(place -> place.startsWith("人教版 数学 三年级"));
  }

  @Test
  void search_withoutHits_offersTheTextbooks(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.search("鹍鹏翥");
    browser.see("search-empty");
    browser.photograph("empty");
    browser.press("empty-browse");
    assertThat(browser.see("textbook-select").isDisplayed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void lesson_played_showsAMovingPicture_andCountsItsBytes(Screen screen, Browser browser) {
    LessonPage lesson = openLesson(browser.on(screen));
    browser.photograph("lesson");
    lesson.play();
    lesson.playOn(4);
    browser.photograph("playing");
    assertThat(lesson.frames()).isPositive();
    assertThat(lesson.height()).isIn(144, 240, 480, 720);
    assertThat(lesson.used()).containsPattern(SIZE);
    assertThat(browser.fits()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void lesson_asSoundOnly_playsOnFromWhereItWas(Screen screen, Browser browser) {
    LessonPage lesson = openLesson(browser.on(screen));
    lesson.play();
    lesson.playOn(2);
    double before = lesson.position();
    lesson.choose("audio");
    browser.until("sound alone", () -> lesson.height() == 0);
    browser.until("playing on", () -> lesson.position() >= before + 3);
    browser.photograph("sound-only");
    assertThat(lesson.position()).isLessThan(before + 20);
  }

  @Test
  void qualityMenu_beforePlaying_saysWhatEveryWayCosts(Browser browser) {
    Map<String, String> costs = openLesson(browser).costs();
    assertThat(costs).containsKeys("auto", "audio", "240", "480");
    assertThat(costs.values()).allSatisfy(cost -> assertThat(cost).containsPattern(SIZE));
    assertThat(megabytes(costs, "audio")).isLessThan(megabytes(costs, "240"));
    assertThat(megabytes(costs, "240")).isLessThan(megabytes(costs, "480"));
  }

  @Test
  void player_beforePlaying_hasLoadedPlaylists_andNoMedia(Browser browser) {
    LessonPage lesson = openLesson(browser);
    browser.until(
        "the lowest playlist",
        () -> browser.loaded().stream().anyMatch(address -> address.endsWith("/144p.m3u8")));
    assertThat(browser.loaded()).noneMatch(address -> address.endsWith(".mp4"));
    lesson.play();
    lesson.playOn(1);
    assertThat(browser.loaded()).anyMatch(address -> address.endsWith("/144p.mp4"));
  }

  private static LessonPage openLesson(Browser browser) {
    SearchPage page = Gate.asTeacher(browser);
    page.search(WORDS);
    return page.open(LESSON);
  }

  private static double megabytes(Map<String, String> costs, String quality) {
    return Double.parseDouble(costs.getOrDefault(quality, "").replace(" MB", ""));
  }
}
