package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.media.Films;

/** A curator makes a lesson, and teachers find it. */
@ExtendWith(Chromium.class)
class CuratorPageTest {

  private static final int SLOW_BYTES_PER_SECOND = 200_000;

  @ParameterizedTest
  @CsvSource({"LAPTOP, 用一根绳子量一片树叶", "PHONE, 操场一圈有多长"})
  void lesson_uploadedAndPublished_isFoundAndPlayedByATeacher(
      Screen screen, String title, Browser browser, @TempDir Path folder) throws Exception {
    Path film = Files.write(folder.resolve("绳子.mp4"), Films.lesson(8));
    CuratorDesk desk = Gate.asCurator(browser.on(screen));
    browser.photograph("desk");

    desk.begin();
    desk.describe(title, "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    browser.photograph("new-lesson");
    desk.create();

    browser.limitUpload(SLOW_BYTES_PER_SECOND);
    desk.upload(film.toFile());
    browser.until("part of the file is sent", () -> desk.sent() > 0 && desk.sent() < 100);
    browser.photograph("uploading");
    browser.limitUpload(0);

    browser.untilAtLast("the job is done", () -> desk.job().equals("done"));
    browser.photograph("transcoded");
    assertThat(desk.state()).isEqualTo("draft");
    desk.publish();
    browser.photograph("published");
    assertThat(browser.fits()).isTrue();
    desk.signOut();

    LessonPage lesson = Gate.asTeacher(browser).openPublished(title);
    lesson.play();
    lesson.playOn(3);
    assertThat(lesson.title()).isEqualTo(title);
    assertThat(lesson.frames()).isPositive();
  }
}
