package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.keqiao.fixture.Scans;
import org.keqiao.media.Films;
import org.openqa.selenium.WebElement;

/** A curator makes a lesson, and teachers find it. */
@ExtendWith(Chromium.class)
class CuratorPageTest {

  private static final int SLOW_BYTES_PER_SECOND = 200_000;

  @ParameterizedTest
  @CsvSource({"LAPTOP, 用一根绳子量一片树叶, 8", "PHONE, 操场一圈有多长, 9"})
  void lesson_uploadedAndPublished_isFoundAndPlayedByATeacher(
      Screen screen, String title, int seconds, Browser browser, @TempDir Path folder)
      throws Exception {
    // Content of its own: what the curator has brought before would not be sent again.
    Path film = Files.write(folder.resolve("绳子.mp4"), Films.lesson(seconds));
    CuratorDesk desk = Gate.asCurator(browser.on(screen));
    browser.photograph("desk");

    desk.begin();
    desk.describe(title, "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    browser.photograph("new-lesson");
    desk.create();

    browser.limitUpload(SLOW_BYTES_PER_SECOND);
    desk.choose("video", film);
    browser.until("part of the file is sent", () -> desk.isSending("video"));
    browser.photograph("uploading");
    browser.limitUpload(0);

    desk.awaitReady("video");
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

  @ParameterizedTest
  @EnumSource
  void files_chosenTogether_findTheirPlaces_andTheLessonIsSubmitted(
      Screen screen, Browser browser, @TempDir Path folder) throws Exception {
    CuratorDesk desk = Gate.asCurator(browser.on(screen));
    desk.begin();
    desk.describe("一次选五个文件", "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    desk.create();
    desk.awaitChecklist();
    assertThat(desk.nextStep()).startsWith("还缺 5 份材料");
    browser.photograph("checklist");

    desk.chooseTogether(
        Files.write(folder.resolve("微课.mp4"), Films.lesson(3)),
        scan(folder, "教学设计.png"),
        scan(folder, "学习任务单.png"),
        scan(folder, "课件第一稿.png"));
    for (String part : List.of("video", "plan", "tasks", "slides")) {
      desk.awaitReady(part);
    }
    assertThat(desk.nextStep()).isEqualTo("还缺 1 份材料：作业练习。");
    assertThat(desk.says("slides")).contains("课件第一稿.png");

    desk.chooseTogether(scan(folder, "扫描件0001.png"));
    browser.photograph("placing");
    desk.place("exercises");
    desk.awaitReady("exercises");
    browser.photograph("complete");
    browser.press("curator-submit");
    browser.until("submitted", () -> desk.state().equals("submitted"));
    browser.photograph("submitted");
    assertThat(browser.all("file-video")).noneMatch(WebElement::isDisplayed);
    assertThat(browser.fits()).isTrue();

    browser.press("curator-take-back");
    browser.until("taken back", () -> desk.state().equals("draft"));
  }

  private static Path scan(Path folder, String name) throws IOException {
    return Files.write(folder.resolve(name), Scans.page(name + " " + folder));
  }

  @Test
  void file_droppedOnALine_becomesThatPart(Browser browser) throws Exception {
    CuratorDesk desk = Gate.asCurator(browser);
    desk.begin();
    desk.describe("拖进来的文件", "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    desk.create();
    desk.awaitChecklist();
    desk.drop("tasks", "第八单元.png", Scans.page("第八单元"));
    desk.awaitReady("tasks");
    assertThat(desk.says("tasks")).contains("第八单元.png");
  }

  @ParameterizedTest
  @EnumSource
  void film_thatIsCutOff_isShownWithTheReason_andCanBeTriedAgain(
      Screen screen, Browser browser, @TempDir Path folder) throws Exception {
    CuratorDesk desk = Gate.asCurator(browser.on(screen));
    desk.begin();
    desk.describe("没有传完的视频", "pep-math-3a", "pep-math-3a-8", "pep-math-3a-8-3");
    desk.create();
    desk.choose("video", Files.write(folder.resolve("断了的.mp4"), Films.cutOff(7)));
    browser.untilAtLast("given up", () -> desk.state("video").equals("failed"));
    assertThat(desk.says("video")).contains("“断了的.mp4”不完整", "重试");
    browser.photograph("given-up");

    desk.openWork();
    assertThat(browser.texts("[data-testid=work-row]"))
        .anySatisfy(line -> assertThat(line).contains("断了的.mp4", "没有成功", "不完整"));
    browser.photograph("work");
    assertThat(browser.fits()).isTrue();
  }
}
