package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.ids;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;

/** The holder of an account is erased: nobody finds her name, and nobody is she again. */
class ErasureTest {

  private static final String ACCOUNTS = "/api/v1/accounts";

  private static Api keeper() {
    return Town.member("school-admin", Town.SHIPO);
  }

  private static Map<String, Object> draft(String login, String name) {
    return Map.of(
        "login",
        login,
        "name",
        name,
        "school",
        Town.SHIPO,
        "roles",
        List.of(Map.of("role", "teacher", "scope", Town.SHIPO)));
  }

  private static Answer make(String login, String name) {
    Answer made = keeper().post(ACCOUNTS, draft(login, name));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static Answer erase(Answer account) {
    return keeper().post(ACCOUNTS + "/" + account.id() + "/erasure");
  }

  private static String text(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void person_whoIsErased_isNamedNowhere() {
    String name = "司徒无名";
    Answer made = make("situ.wuming", name);
    String path = ACCOUNTS + "/" + made.id();
    String audit = "/api/v1/audit?limit=100&record=account/" + made.id();
    keeper().patch(path, Map.of("name", name + "二"), "If-Match", made.etag());
    assertThat(keeper().get("/api/v1/rosters/accounts").bytes())
        .asString(StandardCharsets.UTF_8)
        .contains(name);
    assertThat(erase(made).status()).isEqualTo(202);
    Answer trail =
        Curator.await(() -> keeper().get(audit), answer -> answer.body().path("items").size() >= 3);
    assertThat(trail.body().path("items").findValuesAsText("operation"))
        .contains("createAccount", "changeAccount", "eraseAccount");
    Answer list =
        Curator.await(
            () -> keeper().get(ACCOUNTS + "?limit=100"),
            answer -> !answer.body().toString().contains(name));
    assertThat(ids(list)).contains(made.id());
    for (Answer answer :
        List.of(
            trail,
            list,
            keeper().get(path),
            keeper().get(path + "/personal-data"),
            keeper().get("/api/v1/rosters/accounts"))) {
      assertThat(text(answer)).doesNotContain(name, "situ.wuming");
    }
    assertThat(keeper().get(path).body().path("name").asText()).startsWith("已注销用户");
  }

  @Test
  void account_whoseHolderIsErased_signsInNoMore() {
    Answer made = make("gone.signs", "离开者");
    Answer tokens = tokens("gone.signs", made.body().path("initialPassword").asText());
    assertThat(erase(made).body().path("done").toString()).contains("pseudonym", "signed-out");
    Api before = Api.at(Town.address()).withToken(tokens.body().path("accessToken").asText());
    assertThat(before.get("/api/v1/me").code()).isEqualTo("token-invalid");
    assertThat(
            Api.at(Town.address())
                .post(
                    "/api/v1/auth/refresh",
                    Map.of("refreshToken", tokens.body().path("refreshToken").asText()))
                .code())
        .isEqualTo("refresh-token-invalid");
    assertThat(tokens("gone.signs", made.body().path("initialPassword").asText()).code())
        .isEqualTo("credentials-wrong");
  }

  private static Answer tokens(String login, String password) {
    return Api.at(Town.address())
        .post("/api/v1/auth/token", Map.of("login", login, "password", password));
  }

  @Test
  void account_whoseHolderIsErased_isNobodyElsesLater() {
    Answer made = make("gone.stays", "旧人");
    String path = ACCOUNTS + "/" + made.id();
    erase(made);
    Answer now = keeper().get(path);
    assertThat(keeper().post(ACCOUNTS, draft("gone.stays", "新人")).code())
        .isEqualTo("account-exists");
    assertThat(keeper().patch(path, Map.of("disabled", false), "If-Match", now.etag()).code())
        .isEqualTo("account-erased");
    assertThat(keeper().post(path + "/password-reset").code()).isEqualTo("account-erased");
    assertThat(keeper().get(path).body()).isEqualTo(now.body());
  }

  @Test
  void receipt_saysHowFarItIs_andAskingAgainChangesNothing() {
    Answer made = make("gone.twice", "两次");
    String path = ACCOUNTS + "/" + made.id() + "/erasure";
    assertThat(keeper().get(path).code()).isEqualTo("erasure-not-found");
    Answer first = erase(made);
    assertThat(first.body().path("forgottenBy").asText())
        .isGreaterThan(first.body().path("askedAt").asText());
    assertThat(first.body().path("askedBy").asText()).isEqualTo(keeper().get("/api/v1/me").id());
    String version = keeper().get(ACCOUNTS + "/" + made.id()).etag();
    assertThat(erase(made).body()).isEqualTo(first.body());
    assertThat(keeper().get(path).body()).isEqualTo(first.body());
    assertThat(keeper().get(ACCOUNTS + "/" + made.id()).etag()).isEqualTo(version);
  }

  @Test
  void nobody_erasesHerself_norWhomSheMayNotChange() {
    String admin = Town.as("admin").get("/api/v1/me").id();
    String path = ACCOUNTS + "/" + admin + "/erasure";
    assertThat(Town.as("admin").post(path).code()).isEqualTo("erasure-own");
    assertThat(Town.as("admin").get("/api/v1/me").status()).isEqualTo(200);
    assertThat(keeper().post(path).status()).isIn(403, 404);
    Answer made = make("not.yours", "别人的");
    String others = ACCOUNTS + "/" + made.id() + "/erasure";
    assertThat(Town.member("school-admin", Town.TINGSONG).post(others).status()).isEqualTo(404);
    assertThat(Town.member("teacher", Town.SHIPO).post(others).status()).isEqualTo(403);
    assertThat(keeper().get(others).code()).isEqualTo("erasure-not-found");
  }
}
