package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** What pages are made of is fetched once, however bad the line is. */
class AssetsTest {

  private static final Pattern FILE =
      Pattern.compile("(?:href|src)=\"(/(?:web|webjars)/([0-9a-f]{16})/([^\"]+))\"");
  private static final Pattern ANY = Pattern.compile("(?:href|src)=\"/(?:web|webjars)/");

  private static String page(String path) {
    Answer page = Api.anonymous().get(path);
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
    return new String(page.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void files_ofEveryPage_areKeptForGood() {
    for (String path : List.of("/", "/curator", "/school", "/classroom", "/docs")) {
      String page = page(path);
      List<String> files = FILE.matcher(page).results().map(found -> found.group(1)).toList();
      assertThat(files).as(path).isNotEmpty().hasSize((int) ANY.matcher(page).results().count());
      for (String file : files) {
        Answer answer = Api.anonymous().get(file);
        assertThat(answer.status()).as(file).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).as(file).contains("immutable");
      }
    }
  }

  @Test
  void file_ofAnEarlierVersion_orOfNone_isAskedForAgain() {
    for (String file : List.of("/web/api.js", "/web/0123456789abcdef/api.js")) {
      Answer answer = Api.anonymous().get(file);
      assertThat(answer.status()).as(file).isEqualTo(200);
      assertThat(answer.header("Cache-Control")).as(file).isEqualTo("no-cache");
    }
    assertThat(Api.anonymous().get("/web/0123456789abcdef/none.js").status()).isEqualTo(404);
  }

  @Test
  void texts_areCompressed_andFilmsAreNot() {
    String play = "/api/v1/lessons/lesson-pep-math-3a-8-3-n1/play";
    String hls = Api.as("teacher").get(play).body().path("hls").asText();
    String folder = hls.substring(0, hls.lastIndexOf('/') + 1);
    List<String> texts =
        Stream.concat(
                Stream.of("/", "/web/player.js", "/web/styles.css", "/web/favicon.svg"),
                Stream.of(hls, folder + "240p.m3u8"))
            .toList();
    for (String text : texts) {
      assertThat(Api.anonymous().get(text, "Accept-Encoding", "gzip").header("Content-Encoding"))
          .as(text)
          .isEqualTo("gzip");
    }
    Answer part =
        Api.anonymous().get(folder + "240p.m3u8", "Accept-Encoding", "gzip", "Range", "bytes=0-9");
    assertThat(part.bytes()).asString(StandardCharsets.UTF_8).isEqualTo("#EXTM3U\n#E");
    assertThat(
            Api.anonymous()
                .get(folder + "240p.mp4", "Accept-Encoding", "gzip")
                .header("Content-Encoding"))
        .isIn("", "identity");
  }
}
