package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;

/** Where an account is signed in, seen and ended by those who may. */
class SessionsTest {

  private static final String ME = "/api/v1/me";
  private static final String SESSIONS = "/api/v1/me/sessions";
  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Safari/537.36";

  private static Answer make(String login) {
    Answer made =
        Town.as("admin")
            .post(
                "/api/v1/accounts",
                Map.of(
                    "login",
                    login,
                    "name",
                    "测试",
                    "school",
                    Town.SHIPO,
                    "roles",
                    List.of(Map.of("role", "teacher", "scope", Town.SHIPO))));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  /** Signs in for the first time, and has a password of its own then. */
  private static Api first(String login, Answer made) {
    return Api.at(Town.address()).signInFirst(login, made.body().path("initialPassword").asText());
  }

  private static Answer again(String login, String... headers) {
    return Api.at(Town.address())
        .post("/api/v1/auth/token", Map.of("login", login, "password", Api.OWN_PASSWORD), headers);
  }

  private static Api in(Answer tokens) {
    return Api.at(Town.address()).withToken(tokens.body().path("accessToken").asText());
  }

  private static Answer refresh(Answer tokens) {
    return Api.at(Town.address())
        .post(
            "/api/v1/auth/refresh",
            Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
  }

  private static List<JsonNode> list(Api account) {
    List<JsonNode> items = new ArrayList<>();
    account.get(SESSIONS).body().path("items").forEach(items::add);
    return items;
  }

  @Test
  void sessions_areListedWithWhereTheyAreUsed_andWhichIsTheCurrentOne() {
    Api phone = first("listed", make("listed"));
    Api laptop = in(again("listed", "User-Agent", CHROME));
    List<JsonNode> seen = list(laptop);
    assertThat(seen).hasSize(2);
    JsonNode current = seen.getLast();
    assertThat(current.path("current").asBoolean()).isTrue();
    assertThat(current.path("device").asText()).isEqualTo("Chrome 130, Windows 10");
    assertThat(current.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(current.path("startedAt").asText()).isNotEmpty();
    assertThat(seen.getFirst().path("current").asBoolean()).isFalse();
    assertThat(list(phone).getFirst().path("current").asBoolean()).isTrue();
  }

  @Test
  void session_thatIsRenewed_wasUsedThen() {
    Api one = first("renews", make("renews"));
    Answer tokens = again("renews");
    JsonNode before = list(one).getLast();
    assertThat(refresh(tokens).status()).isEqualTo(200);
    JsonNode after = list(one).getLast();
    assertThat(after.path("startedAt")).isEqualTo(before.path("startedAt"));
    assertThat(after.path("usedAt").asText()).isGreaterThan(before.path("usedAt").asText());
  }

  @Test
  void session_thatIsEndedFromAnother_isOver() {
    Api here = first("ends.one", make("ends.one"));
    Answer lost = again("ends.one");
    String id = list(here).getLast().path("id").asText();
    assertThat(here.delete(SESSIONS + "/" + id).status()).isEqualTo(204);
    assertThat(in(lost).get(ME).code()).isEqualTo("token-invalid");
    assertThat(refresh(lost).code()).isEqualTo("refresh-token-invalid");
    assertThat(list(here)).hasSize(1);
    assertThat(here.delete(SESSIONS + "/" + id).code()).isEqualTo("session-not-found");
  }

  @Test
  void session_ofSomebodyElse_doesNotExist() {
    Api anna = first("not.mine", make("not.mine"));
    String admins = list(Town.as("admin")).getFirst().path("id").asText();
    assertThat(anna.delete(SESSIONS + "/" + admins).code()).isEqualTo("session-not-found");
    assertThat(Town.as("admin").get(ME).status()).isEqualTo(200);
  }

  @Test
  void signOutEverywhere_endsAllSessions_andANewSignInIsGood() {
    Api here = first("everywhere", make("everywhere"));
    Answer there = again("everywhere");
    assertThat(here.delete(SESSIONS).status()).isEqualTo(204);
    assertThat(here.get(ME).code()).isEqualTo("token-invalid");
    assertThat(in(there).get(ME).code()).isEqualTo("token-invalid");
    assertThat(refresh(there).code()).isEqualTo("refresh-token-invalid");
    assertThat(list(in(again("everywhere")))).hasSize(1);
  }

  @Test
  void sessions_ofAnAccount_areEndedByWhoeverKeepsIt_andByNobodyElse() {
    Answer made = make("kept.account");
    Api teacher = first("kept.account", made);
    String path = "/api/v1/accounts/" + made.id() + "/sessions";
    Api stranger = Town.member("school-admin", Town.TINGSONG);
    assertThat(stranger.delete(path).status()).isEqualTo(404);
    assertThat(teacher.get(ME).status()).isEqualTo(200);
    assertThat(Town.member("school-admin", Town.SHIPO).delete(path).status()).isEqualTo(204);
    assertThat(teacher.get(ME).code()).isEqualTo("token-invalid");
    assertThat(Town.member("school-admin", Town.SHIPO).get(ME).status()).isEqualTo(200);
  }

  @Test
  void sessions_ofAnAccountThatWasDisabled_stayEndedWhenItIsNotAnyMore() {
    Answer made = make("comes.back");
    Answer tokens = again("comes.back", first("comes.back", made));
    String path = "/api/v1/accounts/" + made.id();
    for (boolean disabled : List.of(true, false)) {
      String version = Town.as("admin").get(path).etag();
      Answer changed =
          Town.as("admin").patch(path, Map.of("disabled", disabled), "If-Match", version);
      assertThat(changed.status()).isEqualTo(200);
      assertThat(in(tokens).get(ME).code()).isEqualTo("token-invalid");
      assertThat(refresh(tokens).code()).isEqualTo("refresh-token-invalid");
    }
    assertThat(in(again("comes.back")).get(ME).status()).isEqualTo(200);
  }

  private static Answer again(String login, Api first) {
    assertThat(first.get(ME).status()).isEqualTo(200);
    return again(login);
  }

  @Test
  void session_ofAnAccountWhoseRolesChange_mayWhatTheNewOnesSay() {
    Answer made = make("promoted");
    Api teacher = first("promoted", made);
    assertThat(teacher.get("/api/v1/accounts").status()).isEqualTo(403);
    String path = "/api/v1/accounts/" + made.id();
    Town.as("admin")
        .patch(
            path,
            Map.of("roles", List.of(Map.of("role", "school-admin", "scope", Town.SHIPO))),
            "If-Match",
            Town.as("admin").get(path).etag());
    assertThat(teacher.get("/api/v1/accounts").status()).isEqualTo(200);
  }
}
