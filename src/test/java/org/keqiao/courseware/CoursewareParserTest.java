package org.keqiao.courseware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every file ends as text and pictures, or as a reason. */
class CoursewareParserTest {

  private static final CoursewareParser PARSER = new CoursewareParser(Optional.empty());

  @TempDir private Path folder;

  private Path file(byte[] content) throws Exception {
    return Files.write(folder.resolve("source"), content);
  }

  private Examination examine(byte[] content) throws Exception {
    return PARSER.examine(file(content), Files.createDirectories(folder.resolve("work")));
  }

  private Preparation prepare(byte[] content) throws Exception {
    return PARSER.prepare(file(content), Files.createDirectories(folder.resolve("made")));
  }

  private BufferedImage picture(Preparation.Picture picture) throws Exception {
    return ImageIO.read(folder.resolve("made").resolve(picture.file()).toFile());
  }

  private static List<String> texts(Preparation preparation) {
    return preparation.texts().stream().map(Preparation.PageText::text).toList();
  }

  @Test
  void pptx_isReadAndDrawnSlideBySlide() throws Exception {
    byte[] slides = Samples.pptx("秒的认识", "一分有六十秒");
    assertThat(examine(slides).mediaType()).isEqualTo(CoursewareType.PPTX.mediaType());
    Preparation preparation = prepare(slides);
    assertThat(preparation.pages()).isEqualTo(2);
    assertThat(texts(preparation)).containsExactly("秒的认识", "一分有六十秒");
    assertThat(preparation.previews()).extracting(Preparation.Preview::page).containsExactly(1, 2);
    assertThat(preparation.findings()).isEmpty();
    BufferedImage large = picture(preparation.previews().getFirst().large());
    assertThat(large.getWidth()).isEqualTo(1280);
    assertThat(large.getHeight()).isEqualTo(720);
    assertThat(picture(preparation.previews().getFirst().small()).getWidth()).isEqualTo(320);
  }

  @Test
  void pptx_withChinese_showsIt() throws Exception {
    Preparation preparation = prepare(Samples.pptx("", "秒"));
    int[] ink = new int[2];
    for (int page = 0; page < 2; page++) {
      BufferedImage drawn = picture(preparation.previews().get(page).large());
      for (int x = 0; x < drawn.getWidth(); x++) {
        for (int y = 0; y < drawn.getHeight(); y++) {
          ink[page] += (drawn.getRGB(x, y) & 0xFF) < 128 ? 1 : 0;
        }
      }
    }
    assertThat(ink[0]).isZero();
    // Strokes of the character; the box of a missing one has far fewer.
    assertThat(ink[1]).isGreaterThan(100);
  }

  @Test
  void pptx_ofTwoHundredSlides_isDrawnWhole() throws Exception {
    String[] texts =
        IntStream.rangeClosed(1, 200).mapToObj(i -> "第" + i + "张幻灯片").toArray(String[]::new);
    Preparation preparation = prepare(Samples.pptx(texts));
    assertThat(preparation.pages()).isEqualTo(200);
    assertThat(preparation.previews()).hasSize(200);
    assertThat(texts(preparation)).hasSize(200).last().isEqualTo("第200张幻灯片");
  }

  @Test
  void ppt_isReadAndDrawn() throws Exception {
    byte[] slides = Samples.ppt("丹顶鹤");
    assertThat(examine(slides).mediaType()).isEqualTo(CoursewareType.PPT.mediaType());
    Preparation preparation = prepare(slides);
    assertThat(texts(preparation)).containsExactly("丹顶鹤");
    assertThat(preparation.previews()).hasSize(1);
  }

  @Test
  void docx_isReadPageByPage() throws Exception {
    byte[] document = Samples.docx("教学目标", "教学过程");
    assertThat(examine(document).mediaType()).isEqualTo(CoursewareType.DOCX.mediaType());
    assertThat(texts(prepare(document))).containsExactly("教学目标", "教学过程");
  }

  @Test
  void workbooks_ofBothGenerations_areReadSheetBySheet() throws Exception {
    assertThat(texts(prepare(Samples.xlsx("口算", "八加七")))).containsExactly("口算 八加七");
    assertThat(examine(Samples.xls("口算", "八加七")).mediaType())
        .isEqualTo(CoursewareType.XLS.mediaType());
    assertThat(texts(prepare(Samples.xls("口算", "八加七")))).containsExactly("口算 八加七");
  }

  @Test
  void openDocuments_areReadPageByPage() throws Exception {
    byte[] text =
        Samples.openDocument(
            CoursewareType.ODT.mediaType(),
            "<office:text><text:p>第一页</text:p><text:p><text:soft-page-break/>第二页</text:p>"
                + "</office:text>");
    assertThat(examine(text).mediaType()).isEqualTo(CoursewareType.ODT.mediaType());
    assertThat(texts(prepare(text))).containsExactly("第一页", "第二页");
    byte[] slides =
        Samples.openDocument(
            CoursewareType.ODP.mediaType(),
            "<draw:page><text:p>封面</text:p></draw:page><draw:page><text:p>目录</text:p></draw:page>");
    assertThat(texts(prepare(slides))).containsExactly("封面", "目录");
    byte[] sheet =
        Samples.openDocument(
            CoursewareType.ODS.mediaType(),
            "<table:table><table:table-row><table:table-cell><text:p>得分</text:p></table:table-cell>"
                + "</table:table-row></table:table>");
    assertThat(texts(prepare(sheet))).containsExactly("得分");
  }

  @Test
  void pdf_isReadAndDrawn() throws Exception {
    Preparation preparation = prepare(Samples.pdf("Unit 1 Hello", "Unit 2 Colours"));
    assertThat(texts(preparation)).containsExactly("Unit 1 Hello", "Unit 2 Colours");
    assertThat(preparation.previews()).hasSize(2);
  }

  @Test
  void pdf_thatWasScanned_isDrawnWithoutText() throws Exception {
    Preparation preparation = prepare(Samples.scannedPdf());
    assertThat(preparation.pages()).isEqualTo(1);
    assertThat(preparation.texts()).isEmpty();
    assertThat(preparation.previews()).hasSize(1);
  }

  @Test
  void pdf_ofAHundredThousandPages_isCut() throws Exception {
    Preparation preparation = prepare(Samples.pdfOfPages(100_000));
    assertThat(preparation.pages()).isEqualTo(100_000);
    assertThat(preparation.findings()).contains("pages-cut", "previews-cut");
    assertThat(preparation.previews()).hasSize(200);
  }

  @Test
  void pdf_thatNothingCanDraw_isStillRead() throws Exception {
    Preparation preparation = prepare(Samples.pdfWithPictureOf(15_000));
    assertThat(texts(preparation)).containsExactly("Under the picture");
    assertThat(preparation.previews()).isEmpty();
    assertThat(preparation.findings()).containsExactly("previews-missing");
  }

  @Test
  void photograph_isTurnedUpright_andSaysNoMoreWhereItWasTaken() throws Exception {
    byte[] photo = Samples.telephonePhoto();
    Examination found = examine(photo);
    assertThat(found.width()).contains(600);
    assertThat(found.height()).contains(800);
    Preparation.Picture large = prepare(photo).previews().getFirst().large();
    assertThat(large.width()).isEqualTo(600);
    assertThat(large.height()).isEqualTo(800);
    String written =
        Files.readString(folder.resolve("made").resolve(large.file()), StandardCharsets.ISO_8859_1);
    assertThat(written).doesNotContain("Exif");
  }

  @Test
  void picture_ofSixtyThousandBySixtyThousand_isRefusedUndecoded() throws Exception {
    assertThat(examine(Samples.pngOf(60_000, 60_000)).refusal()).contains("image-too-large");
  }

  @Test
  void archive_isListed_withNamesOfChineseWindows() throws Exception {
    Map<String, byte[]> files =
        Map.of(
            "课件/秒的认识.pptx",
            Samples.pptx("秒"),
            "课件/内层.zip",
            Samples.zip(StandardCharsets.UTF_8, Map.of("a", new byte[1])));
    for (String names : List.of("GBK", "UTF-8")) {
      byte[] archive = Samples.zip(Charset.forName(names), files);
      assertThat(examine(archive).mediaType()).isEqualTo("application/zip");
      Preparation preparation = prepare(archive);
      assertThat(preparation.entries())
          .extracting(Preparation.ArchiveEntry::name)
          .containsExactlyInAnyOrder("课件/秒的认识.pptx", "课件/内层.zip");
      assertThat(preparation.texts().getFirst().text()).contains("秒的认识.pptx");
    }
  }

  @Test
  void archive_withAProgram_isRefused() throws Exception {
    byte[] archive =
        Samples.zip(
            StandardCharsets.UTF_8,
            Map.of("点名.exe", "MZ\u0090\0\3\0\0\0\4".getBytes(StandardCharsets.ISO_8859_1)));
    assertThatThrownBy(() -> prepare(archive))
        .isInstanceOfSatisfying(
            Unusable.class, refused -> assertThat(refused.code()).isEqualTo("archive-programs"));
  }

  @Test
  void archive_thatPointsOutside_isRefused() throws Exception {
    byte[] archive = Samples.zip(StandardCharsets.UTF_8, Map.of("../../etc/cron.d/x", new byte[1]));
    assertThat(examine(archive).refusal()).contains("archive-names");
  }

  @Test
  void files_withPassword_areLocked() throws Exception {
    assertThat(examine(Samples.lockedPdf()).refusal()).contains("document-locked");
    assertThat(examine(Samples.locked(Samples.pptx("秘密"))).refusal()).contains("document-locked");
  }

  @Test
  void files_cutShort_areDamaged() throws Exception {
    assertThat(examine(Samples.truncated(Samples.pptx("半截"))).refusal())
        .contains("document-damaged");
    assertThat(examine("%PDF-1.7\n1 0 obj".getBytes(StandardCharsets.US_ASCII)).refusal())
        .contains("document-damaged");
  }

  @Test
  void files_withMacros_areRefused() throws Exception {
    byte[] macros =
        Samples.zip(
            StandardCharsets.UTF_8,
            Map.of(
                "[Content_Types].xml",
                Samples.utf8("<Types/>"),
                "ppt/presentation.xml",
                Samples.utf8("<p/>"),
                "ppt/vbaProject.bin",
                new byte[10]));
    assertThat(examine(macros).refusal()).contains("document-macros");
  }

  @Test
  void zipBomb_isRefused() throws Exception {
    assertThat(examine(Samples.zipBomb()).refusal()).contains("archive-expands");
  }

  @Test
  void xmlBomb_doesNotGoOff() throws Exception {
    byte[] bomb = Samples.xmlBomb();
    assertThat(examine(bomb).refusal()).isEmpty();
    assertThatThrownBy(() -> prepare(bomb))
        .isInstanceOfSatisfying(
            Unusable.class, refused -> assertThat(refused.code()).isEqualTo("document-damaged"));
  }

  @Test
  void whatIsNoCourseware_saysWhy() throws Exception {
    assertThat(examine(Samples.utf8("<!DOCTYPE html><html>404</html>")).refusal())
        .contains("file-is-web-page");
    assertThat(examine("MZ\u0090\0\3\0\0\0\4".getBytes(StandardCharsets.ISO_8859_1)).refusal())
        .contains("file-is-program");
    assertThat(examine("Rar!\u001a\7\0".getBytes(StandardCharsets.ISO_8859_1)).refusal())
        .contains("archive-type");
    assertThat(
            examine(Samples.utf8("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"))
                .refusal())
        .contains("image-type");
  }
}
