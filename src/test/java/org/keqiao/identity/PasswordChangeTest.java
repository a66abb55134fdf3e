package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.Town;
import org.keqiao.http.Permission;

/** Passwords that somebody else knows are changed before anything else. */
class PasswordChangeTest {

  private static final String PASSWORD = "/api/v1/me/password";
  private static final String ME = "/api/v1/me";

  /** What an account may do whose password somebody else knows. */
  private static final Set<String> OWN = Set.of("readMe", "changePassword", "endSessions");

  private static final Set<Permission> OPEN =
      Set.of(Permission.PUBLIC, Permission.MEDIA_TOKEN, Permission.METRICS_TOKEN);

  private static Api beginner;

  private static Answer make(String login) {
    Map<String, Object> account = new HashMap<>();
    account.put("login", login);
    account.put("name", "马晓兰");
    account.put("roles", List.of(Map.of("role", "admin", "scope", "*")));
    account.put("school", Town.LIUWAN);
    Answer made = Town.as("admin").post("/api/v1/accounts", account);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static String initialPassword(Answer made) {
    return made.body().path("initialPassword").asText();
  }

  private static Api signIn(String login, String password) {
    return Api.at(Town.address()).signIn(login, password);
  }

  private static Answer change(Api account, String old, String chosen) {
    return account.post(PASSWORD, Map.of("oldPassword", old, "newPassword", chosen));
  }

  private static String violation(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    return answer.body().at("/violations/0/pointer").asText()
        + " "
        + answer.body().at("/violations/0/code").asText();
  }

  @BeforeAll
  static void begin() {
    beginner = signIn("beginner", initialPassword(make("beginner")));
  }

  @TestFactory
  List<DynamicTest> operation_withAnInitialPassword_isRefusedUnlessItConcernsTheAccountItself() {
    return Contract.operations().stream()
        .filter(each -> !OPEN.contains(Permission.valueOf(each.permission())))
        .filter(each -> !OWN.contains(each.id()))
        .map(each -> DynamicTest.dynamicTest(each.id(), () -> refuses(each)))
        .toList();
  }

  private static void refuses(Contract.Operation operation) {
    String path = operation.path().replaceAll("\\{\\w+}", "none");
    Answer answer = beginner.send(operation.method(), path, BodyPublishers.noBody());
    assertThat(answer.status()).isEqualTo(403);
    if (!operation.method().equals("HEAD")) {
      assertThat(answer.code()).isEqualTo("password-change-needed");
    }
  }

  @Test
  void account_withItsInitialPassword_readsItselfAndSignsOutEverywhere() {
    Api account = signIn("short.visit", initialPassword(make("short.visit")));
    assertThat(account.get(ME).body().path("mustChangePassword").asBoolean()).isTrue();
    assertThat(account.delete(ME + "/sessions").status()).isEqualTo(204);
    assertThat(account.get(ME).code()).isEqualTo("token-invalid");
  }

  @Test
  void password_thatIsChanged_opensTheAccount_andEndsTheOtherSessions() {
    String initial = initialPassword(make("changes"));
    Api elsewhere = signIn("changes", initial);
    Api here = signIn("changes", initial);
    assertThat(change(here, initial, Api.OWN_PASSWORD).status()).isEqualTo(204);
    assertThat(here.get(ME).body().path("mustChangePassword").asBoolean()).isFalse();
    assertThat(here.get("/api/v1/schools").status()).isEqualTo(200);
    assertThat(elsewhere.get(ME).code()).isEqualTo("token-invalid");
    Answer old =
        Api.at(Town.address())
            .post("/api/v1/auth/token", Map.of("login", "changes", "password", initial));
    assertThat(old.code()).isEqualTo("credentials-wrong");
    String wide = "ｔｈｒｅｅ" + Api.OWN_PASSWORD.substring("three".length());
    assertThat(signIn("changes", wide).get(ME).status()).isEqualTo(200);
  }

  @Test
  void password_thatIsReset_mustBeChanged_andEndsTheSessions() {
    Answer made = make("was.reset");
    Api before = Api.at(Town.address()).signInFirst("was.reset", initialPassword(made));
    Answer reset = Town.as("admin").post("/api/v1/accounts/" + made.id() + "/password-reset");
    assertThat(reset.body().path("mustChangePassword").asBoolean()).isTrue();
    assertThat(before.get(ME).code()).isEqualTo("token-invalid");
    Api after = signIn("was.reset", initialPassword(reset));
    assertThat(after.get("/api/v1/schools").code()).isEqualTo("password-change-needed");
  }

  @ParameterizedTest
  @CsvSource({
    "short,               password-too-short",
    "woaini1314,          password-common",
    "maxiaolan1985,       password-personal",
    "13893211234,         password-personal",
    "liuwan2026,          password-personal",
  })
  void password_thatIsTriedFirst_isRefused_andTheOldOneIsKept(String chosen, String code) {
    String login = "refused." + Integer.toHexString(chosen.hashCode());
    String initial = initialPassword(make(login));
    assertThat(violation(change(signIn(login, initial), initial, chosen)))
        .isEqualTo("/newPassword " + code);
    assertThat(signIn(login, initial).get(ME).status()).isEqualTo(200);
  }

  @Test
  void password_thatIsTheOldOne_isRefused() {
    String initial = initialPassword(make("the.same"));
    assertThat(violation(change(signIn("the.same", initial), initial, initial)))
        .isEqualTo("/newPassword password-same");
  }

  @Test
  void password_withAWrongOldOne_isNotChanged_andTheWrongOnesAreCounted() {
    String initial = initialPassword(make("forgets"));
    Api account = signIn("forgets", initial);
    for (int i = 0; i < 5; i++) {
      assertThat(violation(change(account, "guess " + i, Api.OWN_PASSWORD)))
          .isEqualTo("/oldPassword old-password-wrong");
    }
    Answer shut = change(account, initial, Api.OWN_PASSWORD);
    assertThat(shut.code()).isEqualTo("too-many-sign-ins");
    assertThat(shut.header("Retry-After")).isNotEmpty();
    assertThat(account.get(ME).body().path("mustChangePassword").asBoolean()).isTrue();
  }
}
