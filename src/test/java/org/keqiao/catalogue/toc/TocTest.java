package org.keqiao.catalogue.toc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** A bureau keeps the tables of contents in a spreadsheet. */
class TocTest {

  private static final String BOOK = "pep-biology-7a";
  private static final String TOC = "/api/v1/textbooks/" + BOOK + "/toc";
  private static final Api KEEPER = Api.as("admin");

  private static String original = "";

  @BeforeAll
  static void keepTheOriginal() {
    original = text(KEEPER.get(TOC));
  }

  @AfterEach
  void bringTheOriginalBack() {
    assertThat(put(original).status()).isEqualTo(200);
  }

  private static String text(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  private static Answer put(String file) {
    return put(file.getBytes(StandardCharsets.UTF_8), "");
  }

  private static Answer put(byte[] file, String query) {
    String version = KEEPER.get(TOC).etag();
    return KEEPER.putBytes(TOC + query, file, "If-Match", version, "Content-Type", "text/csv");
  }

  private static List<String> bad(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    return StreamSupport.stream(answer.body().path("violations").spliterator(), false)
        .map(each -> each.path("pointer").asText() + " " + each.path("code").asText())
        .toList();
  }

  private static JsonNode lastChapter() {
    JsonNode chapters = KEEPER.get("/api/v1/textbooks/" + BOOK + "/tree").body().path("chapters");
    return chapters.get(chapters.size() - 1);
  }

  @Test
  void export_readsAsASpreadsheetWants() {
    Answer file = KEEPER.get(TOC);
    assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.header("Content-Disposition")).contains(BOOK + ".csv");
    List<String> lines = text(file).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("\uFEFFid,level,title,page");
    assertThat(lines.get(1)).startsWith(BOOK + "-1,1,");
    assertThat(KEEPER.get(TOC, "If-None-Match", file.etag()).status()).isEqualTo(304);
  }

  @Test
  void export_importedAgain_changesNothing() {
    String before = KEEPER.get(TOC).etag();
    Answer again = put(original);
    assertThat(again.etag()).isEqualTo(before);
    assertThat(again.body().path("changed").asInt()).isZero();
    assertThat(again.body().path("rows").asInt()).isEqualTo((int) original.lines().count() - 1);
    assertThat(KEEPER.get(TOC).etag()).isEqualTo(before);
  }

  @Test
  void dryRun_saysWhatWouldChange_andChangesNothing() {
    Answer before = KEEPER.get(TOC);
    String more = original + ",1,附录,200\r\n,2,动手做,201\r\n";
    Answer dry = put(more.getBytes(StandardCharsets.UTF_8), "?dryRun=true");
    assertThat(dry.body().path("dryRun").asBoolean()).isTrue();
    assertThat(dry.body().path("added").asInt()).isEqualTo(2);
    assertThat(dry.etag()).isEqualTo(before.etag());
    assertThat(KEEPER.get(TOC).bytes()).isEqualTo(before.bytes());
  }

  @Test
  void rows_withoutIds_areNewChaptersWithIdsOfTheirOwn() {
    int chapters = KEEPER.get("/api/v1/textbooks/" + BOOK + "/tree").body().path("chapters").size();
    Answer written = put(original + ",1,附录,200\r\n,2,动手做,201\r\n");
    assertThat(written.body().path("added").asInt()).isEqualTo(2);
    String id = BOOK + "-" + (chapters + 1);
    assertThat(lastChapter().path("id").asText()).isEqualTo(id);
    assertThat(lastChapter().at("/children/0/id").asText()).isEqualTo(id + "-1");
    assertThat(lastChapter().at("/children/0/page").asInt()).isEqualTo(201);
  }

  @Test
  void chapterRenamed_isTheNewPathOfItsLessons() {
    Answer lesson = Curator.demo().draft(Map.of("title", "改名的章", "node", BOOK + "-1-1"));
    Answer written = put(original.replaceFirst("(?m)^(" + BOOK + "-1,1,)[^,]*", "$1改了名的单元"));
    assertThat(written.body().path("changed").asInt()).isEqualTo(1);
    Answer read = Api.as("curator").get("/api/v1/lessons/" + lesson.id());
    assertThat(read.body().at("/path/0").asText()).isEqualTo("改了名的单元");
  }

  @Test
  void badRows_areAllNamed_inADryRunAndInARealOne() {
    String file =
        """
        id,level,title,page
        %1$s-1,1,第一单元,10
        %1$s-2,3,跳级,12
        %1$s-2,1,重复,13
        other-9,1,别的书,14
        %1$s-3,x,层级,15
        %1$s-4,1,  ,16
        %1$s-5,1,倒退,9
        %1$s-6,1,页码,一

        ,9,太深,-1
        """
            .formatted(BOOK);
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    Answer real = put(bytes, "?dryRun=false");
    assertThat(bad(real))
        .contains(
            "/rows/3/level toc-level-jump",
            "/rows/4/id toc-id-twice",
            "/rows/5/id toc-id-form",
            "/rows/6/level number-range",
            "/rows/7/title missing",
            "/rows/8/page toc-page-backwards",
            "/rows/9/page number-range",
            "/rows/11/level number-range",
            "/rows/11/page number-range",
            "/rows toc-node-in-use")
        .filteredOn(each -> each.startsWith("/rows/"))
        .hasSize(9);
    assertThat(put(bytes, "?dryRun=true").body()).isEqualTo(real.body());
    assertThat(text(KEEPER.get(TOC))).isEqualTo(original);
  }

  @Test
  void chapterThatLessonsHangOn_mayNotVanish() {
    String node = BOOK + "-1-1-2";
    Curator.demo().draft(Map.of("title", "挂在章节上", "node", node));
    Answer refused = put(original.replaceFirst("(?m)^" + node + ",.*\\R", ""));
    assertThat(bad(refused)).containsExactly("/rows toc-node-in-use");
    assertThat(refused.body().at("/violations/0/message").asText()).contains(node);
  }

  @Test
  void chapterThatNoLessonHangsOn_mayVanish() {
    Answer written = put(original.replaceFirst("(?m)^" + BOOK + "-1-2-3,.*\\R", ""));
    assertThat(written.body().path("removed").asInt()).isEqualTo(1);
    assertThat(text(KEEPER.get(TOC))).doesNotContain(BOOK + "-1-2-3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+86", "-2 的相反数", "@家", "'=原样", "＝１", "\"引号\", 与逗号"})
  void title_thatASpreadsheetWouldRun_isGuardedAndComesBack(String title) {
    String cell = "\"" + title.replace("\"", "\"\"") + "\"";
    put(original + ",1," + cell.replaceFirst("^\"(?=[=+\\-@'＝])", "\"'") + ",200\r\n");
    assertThat(lastChapter().path("title").asText()).isEqualTo(title);
    Answer exported = KEEPER.get(TOC);
    String last = text(exported).lines().toList().getLast();
    assertThat(last.split(",", 3)[2].replaceFirst("^\"", ""))
        .doesNotStartWith("=")
        .doesNotStartWith("+")
        .doesNotStartWith("-")
        .doesNotStartWith("@")
        .doesNotStartWith("＝");
    assertThat(put(exported.bytes(), "").etag()).isEqualTo(exported.etag());
  }

  @Test
  void file_inGbk_isRead() {
    Answer written =
        put((original.substring(1) + ",1,附录与索引,200\r\n").getBytes(Charset.forName("GBK")), "");
    assertThat(written.body().path("added").asInt()).isEqualTo(1);
    assertThat(written.body().path("changed").asInt()).isZero();
    assertThat(lastChapter().path("title").asText()).isEqualTo("附录与索引");
  }

  @Test
  void file_thatIsNoCsv_isRefusedWithAdvice() {
    byte[] workbook = {'P', 'K', 3, 4, 0, 0};
    byte[] nothing = {(byte) 0x80, (byte) 0xFF, (byte) 0x00};
    assertThat(put(workbook, "").code()).isEqualTo("csv-is-workbook");
    assertThat(put(original.substring(1).getBytes(StandardCharsets.UTF_16), "").code())
        .isEqualTo("csv-encoding");
    assertThat(put(nothing, "").code()).isEqualTo("csv-encoding");
    assertThat(put("id,level,title,page\r\n,1,\"没有关上\r\n").code()).isEqualTo("csv-broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id;level;title;page    | /rows/1/level csv-column-missing",
        "level,title,page       | /rows/1/id csv-column-missing",
        "id,level,level,title,page | /rows/1/level duplicate",
        "id,level,title,page,pages | /rows/1 csv-column-unknown",
        "id,level,title,page    | /rows missing"
      })
  void file_withOtherColumns_isRefused(String header, String violation) {
    assertThat(bad(put(header.strip() + "\r\n"))).contains(violation);
  }

  @Test
  void file_ofOtherColumnOrderAndCase_isRead() {
    List<String> lines = new ArrayList<>(List.of("Page,Title,Level,ID"));
    original
        .lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> lines.add(String.join(",", cells[3], cells[2], cells[1], cells[0], "")));
    Answer again = put(String.join("\n", lines));
    assertThat(again.body().path("changed").asInt()).isZero();
    assertThat(again.body().path("added").asInt()).isZero();
  }

  @Test
  void file_thatIsTooLarge_isRefused() throws Exception {
    assertThat(bad(put("id,level,title,page\n" + ",1,章,\n".repeat(2001))))
        .containsExactly("/rows too-many-items");
    ByteArrayOutputStream large = new ByteArrayOutputStream();
    large.write("id,level,title,page\n".getBytes(StandardCharsets.UTF_8));
    large.write(new byte[2 << 20]);
    assertThat(put(large.toByteArray(), "").status()).isEqualTo(413);
  }

  @Test
  void change_withoutOrWithAnOldVersion_isRefused() {
    byte[] file = original.getBytes(StandardCharsets.UTF_8);
    String csv = "text/csv";
    assertThat(KEEPER.putBytes(TOC, file, "Content-Type", csv).status()).isEqualTo(428);
    for (String query : List.of("", "?dryRun=true")) {
      Answer stale = KEEPER.putBytes(TOC + query, file, "If-Match", "\"999\"", "Content-Type", csv);
      assertThat(stale.status()).isEqualTo(412);
    }
    Answer json = KEEPER.putBytes(TOC, file, "If-Match", "\"1\"", "Content-Type", "text/plain");
    assertThat(json.code()).isEqualTo("unsupported-type");
    assertThat(json.body().path("detail").asText()).contains(csv);
    assertThat(Api.as("curator").putBytes(TOC, file).status()).isEqualTo(403);
    assertThat(KEEPER.get("/api/v1/textbooks/no-such/toc").status()).isEqualTo(404);
  }
}
