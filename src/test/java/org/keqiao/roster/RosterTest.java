package org.keqiao.roster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;

/** Lists go in as CSV and come out again. */
class RosterTest {

  private static final String SCHOOLS = "/api/v1/rosters/schools";
  private static final String CLASSES = "/api/v1/rosters/classes";
  private static final String ACCOUNTS = "/api/v1/rosters/accounts";
  private static final String STAFF = "login,name,school,roles,subjects,grade,edition,disabled\r\n";
  private static final String TEACHER = "teacher@jichuan-shipo-primary";

  private static Api school() {
    return Town.member("school-admin", Town.SHIPO);
  }

  private static Answer send(Api api, String path, byte[] file, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "text/csv";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return api.send("POST", path, BodyPublishers.ofByteArray(file), all);
  }

  private static Answer send(Api api, String path, String text, String... headers) {
    return send(api, path, text.getBytes(StandardCharsets.UTF_8), headers);
  }

  private static String teacher(String login, String name) {
    return "%s,%s,%s,%s,math,g3,pep,\r\n".formatted(login, name, Town.SHIPO, TEACHER);
  }

  private static void assertDone(Answer answer, int added, int changed, int unchanged) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    assertThat(
            List.of(
                answer.body().path("added").asInt(),
                answer.body().path("changed").asInt(),
                answer.body().path("unchanged").asInt()))
        .containsExactly(added, changed, unchanged);
    assertThat(answer.body().path("failed").isEmpty()).isTrue();
  }

  private static List<String> encodings() {
    return List.of("UTF-8", "GB18030", "UTF-8 with a mark");
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void staff_inEveryEncoding_isReadAsItWasWritten(String encoding) {
    String login = "enc" + Integer.toHexString(encoding.hashCode());
    String text = STAFF + teacher(login, "马晓兰𠮷");
    byte[] file =
        switch (encoding) {
          case "GB18030" -> text.getBytes(Charset.forName("GB18030"));
          case "UTF-8" -> text.getBytes(StandardCharsets.UTF_8);
          default -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
        };
    assertDone(send(school(), ACCOUNTS, file), 1, 0, 0);
    String export = new String(school().get(ACCOUNTS).bytes(), StandardCharsets.UTF_8);
    assertThat(export).contains(login + ",马晓兰𠮷");
  }

  @Test
  void staff_sentTwice_isMadeOnceAndChangedWhereTheFileHasChanged() {
    String file = STAFF + teacher("twice.a", "甲") + teacher("twice.b", "乙");
    Answer first = send(school(), ACCOUNTS, file);
    assertDone(first, 2, 0, 0);
    assertDone(send(school(), ACCOUNTS, file), 0, 0, 2);
    Answer changed = send(school(), ACCOUNTS, file.replace("乙", "丙"));
    assertDone(changed, 0, 1, 1);
    assertThat(changed.body().hasNonNull("initialPasswords")).isFalse();
    String printed = first.body().path("initialPasswords").asText();
    String line =
        printed.lines().filter(each -> each.startsWith("twice.a")).findFirst().orElseThrow();
    String password = line.substring(line.lastIndexOf(',') + 1);
    Answer me = Api.at(Town.address()).signIn("twice.a", password).get("/api/v1/me");
    assertThat(me.body().path("mustChangePassword").asBoolean()).isTrue();
  }

  @Test
  void badRows_areAllNamedAndNothingIsWritten() {
    String file =
        STAFF
            + teacher("good.one", "好")
            + "B A D,坏,%s,%s,,,,\r\n".formatted(Town.SHIPO, TEACHER)
            + "bad.two,,%s,boss@here,,,,perhaps\r\n".formatted(Town.SHIPO)
            + teacher("good.one", "又")
            + "bad.three,坏,%s,teacher@%s,,,,\r\n".formatted(Town.LIUWAN, Town.LIUWAN);
    for (String dryRun : List.of("?dryRun=true", "")) {
      Answer answer = send(school(), ACCOUNTS + dryRun, file, "Accept-Language", "en");
      assertThat(answer.status()).isEqualTo(422);
      List<String> found =
          IntStream.range(0, answer.body().path("violations").size())
              .mapToObj(i -> answer.body().path("violations").get(i))
              .map(each -> each.path("pointer").asText() + " " + each.path("code").asText())
              .toList();
      assertThat(found)
          .contains(
              "/rows/3/login login-form",
              "/rows/4/name missing",
              "/rows/4/roles csv-role",
              "/rows/4/disabled unknown-term",
              "/rows/5/login csv-twice",
              "/rows/6/school beyond-reach",
              "/rows/6/roles grant-beyond-reach");
      assertThat(answer.body().at("/violations/0/message").asText()).startsWith("A login name");
    }
    assertThat(new String(school().get(ACCOUNTS).bytes(), StandardCharsets.UTF_8))
        .doesNotContain("good.one");
  }

  @Test
  void dryRun_ofAGoodFile_saysWhatItWouldDoAndWritesNothing() {
    String file = STAFF + teacher("dry.run", "干");
    Answer answer = send(school(), ACCOUNTS + "?dryRun=true", file);
    assertDone(answer, 1, 0, 0);
    assertThat(answer.body().hasNonNull("initialPasswords")).isFalse();
    assertDone(send(school(), ACCOUNTS + "?dryRun=true", file), 1, 0, 0);
  }

  @Test
  void loginOfAnotherTenant_isRefusedAsTaken() {
    Town.member("teacher", Town.TINGSONG);
    Answer answer =
        send(school(), ACCOUNTS, STAFF + teacher("member.teacher." + Town.TINGSONG, "乙"));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("csv-taken");
  }

  @Test
  void schoolsAndClasses_areMadeByTheBureau() {
    String schools =
        """
        id,name,region,kind,areaCode,stages,pupils,lineKbps,rooms,equipment
        roster-one,榜罗镇一小,621121103,,220,primary junior,120,20000,classroom:8,screen:4
        """;
    Api bureau = Town.as("bureau-admin");
    assertDone(send(bureau, SCHOOLS, schools), 1, 0, 0);
    JsonNode made = bureau.get("/api/v1/schools/roster-one").body();
    assertThat(made.at("/rooms/classroom").asInt()).isEqualTo(8);
    assertDone(send(bureau, SCHOOLS, schools), 0, 0, 1);
    String classes =
        """
        id,school,grade,entryYear,number,pupils
        roster-one-1,roster-one,g3,2024,1,30
        roster-one-2,roster-one,g3,2024,2,31
        """;
    assertDone(send(bureau, CLASSES, classes), 2, 0, 0);
    assertDone(send(bureau, CLASSES, classes.replace(",31", ",32")), 0, 1, 1);
    assertDone(send(bureau, CLASSES, bureau.get(CLASSES).bytes()), 0, 0, 2 + others(bureau));
  }

  private static int others(Api bureau) {
    return Math.toIntExact(
        new String(bureau.get(CLASSES).bytes(), StandardCharsets.UTF_8)
            .lines()
            .skip(1)
            .filter(line -> !line.startsWith("roster-one"))
            .count());
  }

  /**
   * Characters that spreadsheets and CSV treat in a way of their own, and some that they do not.
   */
  private static final String LETTERS = "=+-@'\"＝＋－＠,; \t\n\r漢字ab1𠮷";

  private static String name(Random random) {
    StringBuilder name = new StringBuilder("名");
    int[] letters = LETTERS.codePoints().toArray();
    for (int i = 0; i < 12; i++) {
      name.insert(
          random.nextInt(2) == 0 ? 0 : name.length(),
          Character.toString(letters[random.nextInt(letters.length)]));
    }
    return name.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void export_importedAgain_changesNothing(long seed) {
    Random random = new Random(seed);
    Api bureau = Town.as("bureau-admin");
    for (int i = 0; i < 5; i++) {
      Answer made =
          bureau.post(
              "/api/v1/accounts",
              Map.of(
                  "login",
                  "round." + seed + "." + i,
                  "name",
                  name(random),
                  "school",
                  Town.SHIPO,
                  "roles",
                  List.of(Map.of("role", "teacher", "scope", Town.SHIPO))));
      assertThat(made.status()).isEqualTo(201);
    }
    byte[] export = school().get(ACCOUNTS).bytes();
    Answer answer = send(school(), ACCOUNTS, export);
    assertDone(answer, 0, 0, answer.body().path("rows").asInt());
    assertThat(answer.body().path("rows").asInt()).isGreaterThanOrEqualTo(5);
    assertThat(school().get(ACCOUNTS).bytes()).isEqualTo(export);
  }

  @Test
  void cell_thatASpreadsheetWouldRun_isExportedAsText() {
    assertDone(send(school(), ACCOUNTS, STAFF + teacher("formula", "\"=HYPERLINK(1)\"")), 1, 0, 0);
    assertThat(new String(school().get(ACCOUNTS).bytes(), StandardCharsets.UTF_8))
        .contains("formula,'=HYPERLINK(1)");
  }
}
