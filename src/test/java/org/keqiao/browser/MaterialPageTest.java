package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keqiao.courseware.Samples;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** The files of a lesson, looked at before they are fetched. */
@ExtendWith(Chromium.class)
class MaterialPageTest {

  private static Answer lessonWithSlides(String title) throws Exception {
    Curator curator = Curator.demo();
    Answer lesson =
        curator.attachVideo(curator.draft(title), curator.upload("微课.mp4", Films.lesson(2)));
    curator.awaitJob(lesson.body().at("/parts/video/job").asText());
    Answer upload = curator.upload("课件.pptx", Samples.pptx("第一张", "第二张", "第三张"));
    Answer with =
        curator
            .api()
            .put(
                "/api/v1/lessons/%s/parts/slides".formatted(lesson.id()),
                Map.of("uploadId", upload.id()),
                "If-Match",
                lesson.etag());
    curator.awaitJob(with.body().at("/parts/slides/job").asText());
    return with;
  }

  @ParameterizedTest
  @EnumSource
  void slides_areLookedThrough_pageByPage(Screen screen, Browser browser) throws Exception {
    Answer lesson = lessonWithSlides("翻看课件 " + screen);
    Gate.before(browser.on(screen), "/").enterAs("curator");
    browser.open("/#lesson/" + lesson.id());
    assertThat(browser.see("fetch-slides").getText()).containsPattern("下载 \\d+(\\.\\d)? MB");
    browser.press("look-slides");
    browser.until("three small pages", () -> browser.select(".leaf img").size() == 3);
    browser.photograph("pages");
    assertThat(browser.fits()).isTrue();
    browser.press("leaf-2");
    assertThat(browser.see("leaf-title").getText()).startsWith("第 2 页");
    browser.until(
        "the page is there",
        () -> browser.number("return document.querySelector('dialog img').naturalWidth") == 1280);
    browser.press("leaf-next");
    assertThat(browser.see("leaf-title").getText()).startsWith("第 3 页");
    browser.photograph("page");
    browser.press("leaf-close");
  }

  @ParameterizedTest
  @EnumSource
  void pageThatTheAddressNames_isOpened(Screen screen, Browser browser) throws Exception {
    Answer lesson = lessonWithSlides("直接打开一页 " + screen);
    Gate.before(browser.on(screen), "/").enterAs("curator");
    browser.open("/#lesson/" + lesson.id() + "/slides/3");
    assertThat(browser.see("leaf-title").getText()).startsWith("第 3 页");
  }
}
