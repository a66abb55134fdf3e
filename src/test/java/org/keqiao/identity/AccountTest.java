package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.ids;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;

/** Accounts are made within the reach of whoever makes them, and never above her. */
class AccountTest {

  private static final String ACCOUNTS = "/api/v1/accounts";

  private static Map<String, Object> account(String login, String role, String scope) {
    Map<String, Object> account = new HashMap<>();
    account.put("login", login);
    account.put("name", "测试教师");
    account.put("roles", List.of(Map.of("role", role, "scope", scope)));
    return account;
  }

  private static Map<String, Object> staff(String login, String role, String school) {
    Map<String, Object> account = account(login, role, school);
    account.put("school", school);
    return account;
  }

  @Test
  void teacher_madeByHerSchool_signsInWithHerInitialPassword() {
    Api school = Town.member("school-admin", Town.SHIPO);
    Answer made = school.post(ACCOUNTS, staff("New.Teacher", "teacher", Town.SHIPO));
    assertThat(made.status()).isEqualTo(201);
    String password = made.body().path("initialPassword").asText();
    Api teacher = Api.at(Town.address()).signIn("new.teacher", password);
    Answer me = teacher.get("/api/v1/me");
    assertThat(me.body().path("mustChangePassword").asBoolean()).isTrue();
    assertThat(school.get(ACCOUNTS + "/" + made.id()).body().has("initialPassword")).isFalse();
    assertThat(school.post(ACCOUNTS, staff("new.teacher", "teacher", Town.SHIPO)).code())
        .isEqualTo("account-exists");
  }

  @Test
  void account_disabled_signsInNoMoreAndWhatItHasEnds() {
    Api school = Town.member("school-admin", Town.SHIPO);
    Answer made = school.post(ACCOUNTS, staff("leaving", "teacher", Town.SHIPO));
    String password = made.body().path("initialPassword").asText();
    Answer tokens =
        Api.at(Town.address())
            .post("/api/v1/auth/token", Map.of("login", "leaving", "password", password));
    Answer disabled =
        school.patch(ACCOUNTS + "/" + made.id(), Map.of("disabled", true), "If-Match", made.etag());
    assertThat(disabled.body().path("disabled").asBoolean()).isTrue();
    Api gone = Api.at(Town.address()).withToken(tokens.body().path("accessToken").asText());
    assertThat(gone.get("/api/v1/me").code()).isEqualTo("token-invalid");
    Answer again =
        Api.at(Town.address())
            .post("/api/v1/auth/token", Map.of("login", "leaving", "password", password));
    assertThat(again.code()).isEqualTo("credentials-wrong");
    Answer renewed =
        Api.at(Town.address())
            .post(
                "/api/v1/auth/refresh",
                Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
    assertThat(renewed.code()).isEqualTo("refresh-token-invalid");
  }

  @Test
  void password_reset_replacesTheOneBefore() {
    Api school = Town.member("school-admin", Town.SHIPO);
    Answer made = school.post(ACCOUNTS, staff("forgetful", "teacher", Town.SHIPO));
    Answer reset = school.post(ACCOUNTS + "/" + made.id() + "/password-reset");
    String password = reset.body().path("initialPassword").asText();
    assertThat(password).isNotEqualTo(made.body().path("initialPassword").asText());
    assertThat(Api.at(Town.address()).signIn("forgetful", password).get("/api/v1/me").status())
        .isEqualTo(200);
    Answer old =
        Api.at(Town.address())
            .post(
                "/api/v1/auth/token",
                Map.of(
                    "login",
                    "forgetful",
                    "password",
                    made.body().path("initialPassword").asText()));
    assertThat(old.status()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "school-admin, jichuan-shipo-primary, teacher,      jichuan-shipo-primary,   true",
    "school-admin, jichuan-shipo-primary, school-node,  jichuan-shipo-primary,   true",
    "school-admin, jichuan-shipo-primary, teacher,      maying-liuwan-primary,   false",
    "school-admin, jichuan-shipo-primary, school-admin, jichuan-shipo-primary,   false",
    "school-admin, jichuan-shipo-primary, teacher,      621121,                  false",
    "bureau-admin, 621121,                school-admin, jichuan-shipo-primary,   true",
    "bureau-admin, 621121,                bureau-admin, 621121102,               true",
    "bureau-admin, 621121,                bureau-admin, 621100,                  false",
    "bureau-admin, 621121,                school-admin, anding-tingsong-primary, false",
    "bureau-admin, 621121,                admin,        *,                       false",
    "bureau-admin, 621121,                teacher,      *,                       false",
  })
  void role_isGivenWithinReachAndNeverAboveIt(
      String giver, String at, String role, String scope, boolean allowed) {
    Api caller = giver.equals("school-admin") ? Town.member(giver, at) : Town.official(giver, at);
    String login = "given." + Integer.toHexString((giver + at + role + scope).hashCode());
    Map<String, Object> account =
        giver.equals("school-admin") ? staff(login, role, at) : account(login, role, scope);
    account.put("roles", List.of(Map.of("role", role, "scope", scope)));
    Answer answer = caller.post(ACCOUNTS, account);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(allowed ? 201 : 422);
    if (!allowed) {
      assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("grant-beyond-reach");
    }
  }

  @Test
  void account_withAHigherRole_isSeenByItsSchoolAndNotChanged() {
    Answer curator =
        Town.as("admin").post(ACCOUNTS, staff("province.curator", "curator", Town.SHIPO));
    String path = ACCOUNTS + "/" + curator.id();
    Answer raised =
        Town.as("admin")
            .patch(
                path,
                Map.of("roles", List.of(Map.of("role", "curator", "scope", "620000"))),
                "If-Match",
                curator.etag());
    Api school = Town.member("school-admin", Town.SHIPO);
    assertThat(school.get(path).status()).isEqualTo(200);
    assertThat(school.patch(path, Map.of("disabled", true), "If-Match", raised.etag()).status())
        .isEqualTo(403);
    assertThat(school.post(path + "/password-reset").status()).isEqualTo(403);
  }

  @Test
  void nobody_disablesHerself() {
    Answer me = Town.as("admin").get("/api/v1/me");
    Answer own = Town.as("admin").get(ACCOUNTS + "/" + me.id());
    assertThat(
            Town.as("admin")
                .patch(ACCOUNTS + "/" + me.id(), Map.of("disabled", true), "If-Match", own.etag())
                .code())
        .isEqualTo("account-own");
  }

  @Test
  void accounts_areListedWithinReachOnly() {
    Api school = Town.member("school-admin", Town.SHIPO);
    Answer own = school.post(ACCOUNTS, staff("listed.here", "teacher", Town.SHIPO));
    Answer other = Town.as("admin").post(ACCOUNTS, staff("listed.there", "teacher", Town.TINGSONG));
    List<String> seen =
        ids(
            Curator.await(
                () -> school.get(ACCOUNTS + "?limit=100"),
                answer -> ids(answer).contains(own.id())));
    assertThat(seen).contains(own.id()).doesNotContain(other.id());
    assertThat(ids(school.get(ACCOUNTS + "?login=listed.there"))).isEmpty();
    assertThat(ids(school.get(ACCOUNTS + "?limit=100&region=" + Town.TINGSONG))).isEmpty();
  }
}
