package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fault.FaultException;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.store.Id;

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

  @Test
  void refreshToken_isGoodOnce_andItsReuseEndsTheSession() {
    Answer first = signIn("teacher", "keqiao-demo");
    String used = first.body().path("refreshToken").asText();
    Answer second = refresh(used);
    assertThat(second.status()).isEqualTo(200);
    assertThat(refresh(used).code()).isEqualTo("refresh-token-invalid");
    String stolen = second.body().path("refreshToken").asText();
    assertThat(refresh(stolen).code()).isEqualTo("refresh-token-invalid");
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
  void accessToken_thatExpired_saysSo() throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    try {
      AccessTokens tokens = new AccessTokens(vertx, new byte[32], Duration.ofSeconds(1));
      String token = tokens.issue(new Id("a-1"), new Id("s-1"));
      assertThat(tokens.verify(token).account()).isEqualTo(new Id("a-1"));
      String code = "";
      while (code.isEmpty()) {
        Thread.sleep(100);
        try {
          tokens.verify(token);
        } catch (FaultException expired) {
          code = expired.fault().code();
        }
      }
      assertThat(code).isEqualTo("token-expired");
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void password_isKeptAsArgon2id() {
    assertThat(Passwords.hash("secret")).startsWith("$argon2id$").doesNotContain("secret");
  }
}
