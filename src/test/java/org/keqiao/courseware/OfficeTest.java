package org.keqiao.courseware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.media.MediaProcess;

/** Documents that LibreOffice lays out. */
class OfficeTest {

  private static final String PATH = String.valueOf(System.getenv("PATH"));

  @TempDir private Path folder;

  private static Office office() throws IOException {
    return Office.locate(Optional.empty(), PATH).orElseThrow();
  }

  private Preparation prepare(byte[] content) throws Exception {
    Path file = Files.write(folder.resolve("source"), content);
    return new CoursewareParser(Optional.of(office()))
        .prepare(file, Files.createDirectories(folder.resolve("made")));
  }

  private static List<String> texts(Preparation preparation) {
    return preparation.texts().stream().map(Preparation.PageText::text).toList();
  }

  @Test
  void plan_inWord_isDrawnPageByPage() throws Exception {
    Preparation preparation = prepare(Samples.docx("教学目标", "教学过程"));
    assertThat(texts(preparation)).containsExactly("教学目标", "教学过程");
    assertThat(preparation.previews()).hasSize(2);
    assertThat(preparation.findings()).isEmpty();
  }

  @Test
  void sentence_thatGoesOnInTheNextLine_staysWhole() throws Exception {
    String sentence = "秒针走一小格的时间是一秒".repeat(10);
    assertThat(texts(prepare(Samples.docx(sentence)))).containsExactly(sentence);
  }

  @Test
  void plan_inOlderWord_isReadWithAndWithoutOffice() throws Exception {
    byte[] doc = converted(Samples.docx("教学反思"), "doc");
    assertThat(prepare(doc).previews()).hasSize(1);
    Preparation without =
        new CoursewareParser(Optional.empty())
            .prepare(folder.resolve("source"), Files.createDirectories(folder.resolve("without")));
    assertThat(texts(without)).containsExactly("教学反思");
    assertThat(without.previews()).isEmpty();
  }

  private byte[] converted(byte[] document, String type) throws Exception {
    Path work = Files.createDirectories(folder.resolve("converted"));
    Files.write(work.resolve("x.docx"), document);
    MediaProcess.Finished finished =
        new MediaProcess(Map.of("PATH", PATH, "HOME", work.toString()), work, Duration.ofMinutes(2))
            .run(
                List.of(
                    "soffice",
                    "--headless",
                    "-env:UserInstallation=" + work.resolve("profile").toUri(),
                    "--convert-to",
                    type,
                    "x.docx"));
    assertThat(finished.succeeded()).as(finished.errors()).isTrue();
    return Files.readAllBytes(work.resolve("x." + type));
  }

  @Test
  void document_thatLinksToPicturesElsewhere_opensNeitherHostNorFile() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    elsewhere.createContext(
        "/",
        exchange -> {
          visits.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    elsewhere.start();
    try {
      BufferedImage red = new BufferedImage(100, 100, BufferedImage.TYPE_INT_RGB);
      red.setRGB(0, 0, 100, 100, new int[10_000], 0, 0);
      Path secret = folder.resolve("secret.png");
      ImageIO.write(red, "png", secret.toFile());
      Preparation preparation =
          prepare(
              linking(
                  "http://127.0.0.1:%d/a.png".formatted(elsewhere.getAddress().getPort()),
                  secret.toUri().toString()));
      assertThat(texts(preparation)).containsExactly("前面的字");
      assertThat(visits).hasValue(0);
      Path page = folder.resolve("made").resolve(preparation.previews().getFirst().large().file());
      assertThat(black(ImageIO.read(page.toFile()))).isLessThan(5000);
    } finally {
      elsewhere.stop(0);
    }
  }

  private static int black(BufferedImage page) {
    int dots = 0;
    for (int x = 0; x < page.getWidth(); x++) {
      for (int y = 0; y < page.getHeight(); y++) {
        dots += (page.getRGB(x, y) & 0xFFFFFF) < 0x202020 ? 1 : 0;
      }
    }
    return dots;
  }

  /** A text document with a frame for the picture at each of these addresses. */
  private static byte[] linking(String... addresses) throws IOException {
    StringBuilder body = new StringBuilder("<office:text><text:p>前面的字</text:p>");
    for (String address : addresses) {
      body.append(
          """
          <text:p><draw:frame xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
           text:anchor-type="as-char" svg:width="8cm" svg:height="8cm"><draw:image
           xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="%s" xlink:type="simple"
           xlink:actuate="onLoad"/></draw:frame></text:p>
          """
              .formatted(address));
    }
    return Samples.openDocument(
        CoursewareType.ODT.mediaType(), body.append("</office:text>").toString());
  }

  @Test
  void document_thatOfficeCannotOpen_isStillRead() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("[Content_Types].xml", "<Types/>".getBytes(StandardCharsets.UTF_8));
    entries.put(
        "word/document.xml",
        "<w:document xmlns:w=\"w\"><w:p><w:t>只有正文</w:t></w:p></w:document>"
            .getBytes(StandardCharsets.UTF_8));
    Preparation preparation = prepare(Samples.zip(StandardCharsets.UTF_8, entries));
    assertThat(texts(preparation)).containsExactly("只有正文");
    assertThat(preparation.previews()).isEmpty();
  }

  @Test
  void bomb_doesNotReachOffice() throws Exception {
    byte[] bomb = Samples.zipBomb();
    assertThatThrownBy(() -> prepare(bomb))
        .isInstanceOfSatisfying(
            Unusable.class, refused -> assertThat(refused.code()).isEqualTo("archive-expands"));
  }

  @Test
  void office_thatWasConfiguredAndIsMissing_isSaid() {
    assertThatThrownBy(() -> Office.locate(Optional.of(Path.of("/nowhere/soffice")), ""))
        .hasMessageContaining("/nowhere/soffice");
  }
}
