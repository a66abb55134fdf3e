package org.keqiao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.Town;

/** Who did what to which record, when and from where, is found by those who keep the place. */
class AuditTest {

  private static final String AUDIT = "/api/v1/audit";
  private static final String PUPILS = "/pupils";

  private static Api school;
  private static String me;
  private static Answer group;
  private static String record;
  private static Instant begun;

  @BeforeAll
  static void change() {
    school = Town.member("school-admin", Town.LIUWAN);
    me = school.get("/api/v1/me").body().path("id").asText();
    begun = Instant.now().minus(Duration.ofSeconds(1));
    Answer made =
        school.post(
            "/api/v1/classes",
            Map.of("school", Town.LIUWAN, "grade", "g5", "entryYear", 2022, "number", 3));
    String path = "/api/v1/classes/" + made.id();
    group = school.patch(path, Map.of("pupils", 22), "If-Match", made.etag());
    record = "class/" + made.id();
    assertThat(school.delete(path, "If-Match", group.etag()).status()).isEqualTo(204);
  }

  private static List<JsonNode> find(Api api, String query, int least) {
    Answer found =
        Curator.await(
            () -> api.get(AUDIT + "?limit=100&" + query),
            answer -> answer.body().path("items").size() >= least);
    assertThat(found.status()).isEqualTo(200);
    return StreamSupport.stream(found.body().path("items").spliterator(), false).toList();
  }

  @Test
  void versions_ofARecord_sayWhoWroteThemHowAndFromWhere() {
    List<JsonNode> versions = find(school, "record=" + record, 3);
    assertThat(versions)
        .extracting(each -> each.path("operation").asText())
        .containsExactly("deleteClass", "changeClass", "createClass");
    assertThat(versions).allMatch(each -> each.path("account").asText().equals(me));
    assertThat(versions).allMatch(each -> each.path("address").asText().equals("127.0.0.1"));
    JsonNode changed = versions.get(1);
    assertThat(changed.at("/before" + PUPILS).asInt()).isZero();
    assertThat(changed.at("/after" + PUPILS).asInt()).isEqualTo(22);
    assertThat(versions.getFirst().path("deleted").asBoolean()).isTrue();
    assertThat(versions.getFirst().at("/before" + PUPILS).asInt()).isEqualTo(22);
  }

  @Test
  void changes_areFoundByAccountOperationPlaceAndTime() {
    assertThat(find(school, "account=" + me + "&operation=changeClass&from=" + begun, 1))
        .extracting(each -> each.path("record").asText())
        .contains(record);
    assertThat(find(Town.as("bureau-admin"), "region=621121101&type=class", 3)).isNotEmpty();
    assertThat(find(school, "record=" + record + "&to=" + begun, 0)).isEmpty();
    assertThat(school.get(AUDIT + "?from=yesterday").body().at("/violations/0/code").asText())
        .isEqualTo("bad-time");
  }

  @Test
  void changes_comePageByPage() {
    find(school, "record=" + record, 3);
    Answer first = school.get(AUDIT + "?limit=2&record=" + record);
    Answer second =
        school.get(
            AUDIT + "?limit=2&record=" + record + "&cursor=" + first.body().path("next").asText());
    assertThat(first.body().path("items").size()).isEqualTo(2);
    assertThat(second.body().path("items").size()).isEqualTo(1);
  }

  @Test
  void changes_inAnotherPlace_areNotFound() {
    find(school, "record=" + record, 3);
    for (Api stranger :
        List.of(
            Town.member("school-admin", Town.SHIPO),
            Town.member("school-admin", Town.TINGSONG),
            Town.official("bureau-admin", Town.ANDING))) {
      assertThat(find(stranger, "record=" + record, 0)).isEmpty();
      assertThat(find(stranger, "account=" + me, 0)).isEmpty();
      assertThat(find(stranger, "region=" + Town.LIUWAN, 0)).isEmpty();
    }
    assertThat(Town.member("teacher", Town.LIUWAN).get(AUDIT).status()).isEqualTo(403);
  }

  @Test
  void signInsAndExports_areFound() {
    Answer refused =
        Api.at(Town.address())
            .post("/api/v1/auth/token", Map.of("login", "school-admin", "password", "guess"));
    assertThat(refused.status()).isEqualTo(401);
    Api admin = Town.as("school-admin");
    String account = admin.get("/api/v1/me").body().path("id").asText();
    assertThat(admin.get("/api/v1/rosters/classes").status()).isEqualTo(200);
    assertThat(find(admin, "type=event&account=" + account, 3))
        .extracting(each -> each.at("/after/kind").asText())
        .contains("SIGN_IN", "SIGN_IN_REFUSED", "EXPORT");
  }

  @Test
  void grantsAreShown_andPasswordsAreNot() {
    Answer made =
        school.post(
            "/api/v1/accounts",
            Map.of(
                "login",
                "audited",
                "name",
                "被审计",
                "school",
                Town.LIUWAN,
                "roles",
                List.of(Map.of("role", "teacher", "scope", Town.LIUWAN))));
    JsonNode granted = find(school, "record=account/" + made.id(), 1).getFirst();
    assertThat(granted.at("/after/roles/0/role").asText()).isEqualTo("teacher");
    JsonNode password = find(school, "record=credential/" + made.id(), 1).getFirst();
    assertThat(password.path("operation").asText()).isEqualTo("createAccount");
    assertThat(password.has("after")).isFalse();
    assertThat(password.toString()).doesNotContain("hash");
  }

  @Test
  void audit_cannotBeChanged() {
    assertThat(Town.as("admin").delete(AUDIT).status()).isEqualTo(405);
    assertThat(Town.as("admin").post(AUDIT, Map.of()).status()).isEqualTo(405);
  }

  @Test
  void audit_whoseIndexIsLost_isMadeAgainFromTheVersions(@TempDir Path folder)
      throws IOException, InterruptedException {
    Map<String, String> settings = Map.of("KEQIAO_DEMO_MEDIA", "false");
    String before;
    try (Keqiao keqiao = Keqiao.start(RunningKeqiao.settings(folder, settings))) {
      Api bureau = at(keqiao);
      Answer region = bureau.post("/api/v1/regions", Map.of("code", "621121213", "name", "新地方"));
      assertThat(region.status()).isEqualTo(201);
      before = find(bureau, "type=region&account=" + id(bureau), 1).toString();
    }
    Folders.delete(folder.resolve("elasticsearch"));
    try (Keqiao keqiao = Keqiao.start(RunningKeqiao.settings(folder, settings))) {
      Api bureau = at(keqiao);
      assertThat(find(bureau, "type=region&account=" + id(bureau), 1).toString()).isEqualTo(before);
    }
  }

  private static Api at(Keqiao keqiao) {
    return Api.at(URI.create("http://127.0.0.1:" + keqiao.port()))
        .signIn("bureau-admin", "keqiao-demo");
  }

  private static String id(Api api) {
    return api.get("/api/v1/me").body().path("id").asText();
  }
}
