package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.identity.password.Passwords;

class SignInTest {

  private static Answer signIn(String login, String password) {
    return Api.anonymous().post("/api/v1/auth/token", Map.of("login", login, "password", password));
  }

  private static Answer refresh(String token) {
    return Api.anonymous().post("/api/v1/auth/refresh", Map.of("refreshToken", token));
  }

  @Test
  void teacher_withHerPassword_learnsWhoSheIs() {
    Answer me = Api.as("teacher").get("/api/v1/me");
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.body().path("login").asText()).isEqualTo("teacher");
    assertThat(me.body().path("roles").path(0).path("role").asText()).isEqualTo("teacher");
    assertThat(new String(me.bytes(), StandardCharsets.UTF_8))
        .doesNotContain("argon2", "passwordHash");
  }

  @Test
  void login_inCapitals_isTheSameAccount() {
    assertThat(signIn(" Teacher ", "keqiao-demo").status()).isEqualTo(200);
  }

  @Test
  void password_thatIsWrong_andLogin_thatIsUnknown_areAnsweredAlike() {
    Answer wrong = signIn("teacher", "guess");
    Answer unknown = signIn("nobody-at-all", "guess");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.bytes()).isEqualTo(unknown.bytes());
  }

  private static String refreshToken(Answer tokens) {
    assertThat(tokens.status()).isEqualTo(200);
    return tokens.body().path("refreshToken").asText();
  }

  @Test
  void refreshToken_thatIsOld_endsTheSession() {
    String first = refreshToken(signIn("teacher", "keqiao-demo"));
    String second = refreshToken(refresh(first));
    Answer third = refresh(second);
    assertThat(refresh(first).code()).isEqualTo("refresh-token-invalid");
    assertThat(refresh(refreshToken(third)).code()).isEqualTo("refresh-token-invalid");
    Api ended = Api.anonymous().withToken(third.body().path("accessToken").asText());
    assertThat(ended.get("/api/v1/me").code()).isEqualTo("token-invalid");
  }

  @Test
  void refreshToken_whoseAnswerWasLostManyTimes_isRenewedAgain() {
    String sent = refreshToken(signIn("teacher", "keqiao-demo"));
    for (int lost = 0; lost < 20; lost++) {
      assertThat(refresh(sent).status()).isEqualTo(200);
    }
    String arrived = refreshToken(refresh(sent));
    assertThat(refresh(refreshToken(refresh(arrived))).status()).isEqualTo(200);
  }

  @Test
  void refreshToken_whoseAnswersCameInAnotherOrder_goesOnWithAnyOfThem() {
    String sent = refreshToken(signIn("teacher", "keqiao-demo"));
    String late = refreshToken(refresh(sent));
    assertThat(refresh(sent).status()).isEqualTo(200);
    assertThat(refresh(refreshToken(refresh(late))).status()).isEqualTo(200);
  }

  @Test
  void refreshToken_thatWasCopied_endsTheSessionForBoth() {
    String copied = refreshToken(signIn("teacher", "keqiao-demo"));
    String owner = refreshToken(refresh(copied));
    String thief = refreshToken(refresh(copied));
    String next = refreshToken(refresh(owner));
    assertThat(refresh(thief).code()).isEqualTo("refresh-token-invalid");
    assertThat(refresh(next).code()).isEqualTo("refresh-token-invalid");
  }

  /** What takes time is counted: a clock would measure the machine. */
  @ParameterizedTest
  @ValueSource(strings = {"teacher", "nobody-at-all", "not a login name", "new.here", "gone"})
  void signIn_withAWrongPassword_costsOneHash_whetherThereIsSuchAnAccountOrNot(String login) {
    if (login.equals("new.here") || login.equals("gone")) {
      make(login);
    }
    long before = Passwords.checked();
    assertThat(signIn(login, "guess").code()).isEqualTo("credentials-wrong");
    assertThat(Passwords.checked() - before).isEqualTo(1);
  }

  /** An account that has its initial password, or that may not sign in. */
  private static void make(String login) {
    Answer made =
        Api.as("admin")
            .post(
                "/api/v1/accounts",
                Map.of(
                    "login",
                    login,
                    "name",
                    "测试",
                    "disabled",
                    login.equals("gone"),
                    "roles",
                    List.of(Map.of("role", "teacher", "scope", "*"))));
    assertThat(made.status()).isEqualTo(201);
  }

  @Test
  void refreshToken_afterSignOut_isRefused() {
    String token = signIn("teacher", "keqiao-demo").body().path("refreshToken").asText();
    Answer out = Api.anonymous().post("/api/v1/auth/revoke", Map.of("refreshToken", token));
    assertThat(out.status()).isEqualTo(204);
    assertThat(refresh(token).status()).isEqualTo(401);
  }

  @Test
  void accessToken_afterSignOut_isRefused() {
    Answer tokens = signIn("teacher", "keqiao-demo");
    Api teacher = Api.anonymous().withToken(tokens.body().path("accessToken").asText());
    assertThat(teacher.get("/api/v1/me").status()).isEqualTo(200);
    Api.anonymous()
        .post(
            "/api/v1/auth/revoke",
            Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
    assertThat(teacher.get("/api/v1/me").code()).isEqualTo("token-invalid");
  }

  @Test
  void password_isKeptAsArgon2id() {
    assertThat(Passwords.hash("secret")).startsWith("$argon2id$").doesNotContain("secret");
  }
}
