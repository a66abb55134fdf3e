package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** A teacher on a bad line takes a lesson as stills with sound, and reads what is said. */
@ExtendWith(Chromium.class)
class LiteLessonTest {

  private static final String LESSON = "lesson-pep-math-3a-8-3-n1";

  @Test
  void lesson_asStills_showsThePictureThatBelongsToTheSound(Browser browser) {
    LessonPage lesson = open(browser, LESSON);
    assertThat(lesson.costs()).containsKey("lite");
    lesson.choose("lite");
    lesson.play();
    lesson.playOn(2);
    assertThat(lesson.still()).isZero();
    assertThat(lesson.height()).isZero();
    browser.photograph("lite");
    browser.ask("document.querySelector('video').currentTime = 40; return true");
    browser.until("a later still", () -> lesson.still() > 0);
    lesson.playOn(2);
    assertThat(lesson.still()).isLessThanOrEqualTo((int) lesson.position());
    assertThat(lesson.used()).containsPattern("\\d+(\\.\\d)? MB");
  }

  @Test
  void lesson_fromStillsToMovingPicture_playsOnFromWhereItWas(Browser browser) {
    LessonPage lesson = open(browser, LESSON);
    lesson.choose("lite");
    lesson.play();
    lesson.playOn(3);
    lesson.choose("240");
    browser.until("a moving picture", () -> lesson.height() > 0);
    assertThat(browser.all("player-still")).noneMatch(still -> still.isDisplayed());
    assertThat(lesson.position()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void lesson_forWhoSavesData_beginsAsStills_andHasHigherQualitiesStill(Browser browser) {
    LessonPage lesson = open(browser.savingData(), LESSON);
    assertThat(lesson.choice()).isEqualTo("lite");
    lesson.play();
    lesson.playOn(2);
    assertThat(lesson.height()).isZero();
    lesson.choose("480");
    browser.until("a picture of 480 lines", () -> lesson.height() == 480);
  }

  @Test
  void captions_areShown_withStillsAndWithSlides(Browser browser) throws Exception {
    LessonPage lesson = open(browser, withCaptions("一圈有多长").id());
    lesson.choose("lite");
    lesson.play();
    lesson.playOn(2);
    assertThat(browser.see("player-caption").getText()).isEqualTo("一圈有多长");
    browser.photograph("captions");
    lesson.choose("slides");
    browser.until("a slide", () -> lesson.height() > 0);
    browser.until("captions with slides", () -> lesson.captions().equals("一圈有多长"));
  }

  private static Answer withCaptions(String text) throws Exception {
    Curator curator = Curator.demo();
    Answer lesson = curator.published("有字幕的课", Films.lesson(30));
    String srt = "1\n00:00:00,100 --> 00:00:30,000\n%s\n".formatted(text);
    Answer upload = curator.upload("字幕.srt", srt.getBytes(StandardCharsets.UTF_8));
    return curator
        .api()
        .put(
            "/api/v1/lessons/%s/captions/zh-CN".formatted(lesson.id()),
            Map.of("uploadId", upload.id()),
            "If-Match",
            lesson.etag());
  }

  private static LessonPage open(Browser browser, String id) {
    Gate.asTeacher(browser);
    browser.open("/#lesson/" + id);
    browser.see("lesson-title");
    return new LessonPage(browser);
  }
}
