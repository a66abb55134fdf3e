package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;
import org.keqiao.store.Id;

/** Other systems sign in as the OAuth 2.0 library of others does it. */
class ClientCredentialsTest {

  private static final String TOKEN = "/api/v1/auth/client-token";

  private static String account(String role) {
    Map<String, Object> account = new HashMap<>();
    account.put("login", "client." + Id.fresh());
    account.put("name", "县教育局平台");
    account.put("roles", List.of(Map.of("role", role, "scope", Town.TONGWEI)));
    return Town.as("admin").post("/api/v1/accounts", account).id();
  }

  private static String secrets(String client) {
    return "/api/v1/accounts/" + client + "/client-secret";
  }

  private static String renew(String client) {
    Answer made = Town.as("admin").post(secrets(client));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
    assertThat(made.body().path("clientId").asText()).isEqualTo(client);
    return made.body().path("clientSecret").asText();
  }

  private static TokenResponse ask(ClientAuthentication client, AuthorizationGrant grant)
      throws Exception {
    TokenRequest request =
        new TokenRequest.Builder(Town.address().resolve(TOKEN), client, grant).build();
    return TokenResponse.parse(request.toHTTPRequest().send());
  }

  private static TokenResponse ask(String client, String secret) throws Exception {
    return ask(
        new ClientSecretBasic(new ClientID(client), new Secret(secret)),
        new ClientCredentialsGrant());
  }

  private static Api in(TokenResponse granted) {
    return Api.at(Town.address())
        .withToken(granted.toSuccessResponse().getTokens().getAccessToken().getValue());
  }

  private static Answer post(String form) {
    String[] all = {"Content-Type", "application/x-www-form-urlencoded"};
    return Api.at(Town.address()).send("POST", TOKEN, BodyPublishers.ofString(form), all);
  }

  @Test
  void client_byHeaderOrByBody_getsATokenThatItsRoleHolds() throws Exception {
    String client = account("integration");
    String secret = renew(client);
    TokenResponse byHeader = ask(client, secret);
    TokenResponse byBody =
        ask(
            new ClientSecretPost(new ClientID(client), new Secret(secret)),
            new ClientCredentialsGrant());
    assertThat(in(byHeader).get("/api/v1/me").id()).isEqualTo(client);
    Api system = in(byBody);
    assertThat(system.get("/api/v1/classes").status()).isEqualTo(200);
    assertThat(system.get("/api/v1/accounts").status()).isEqualTo(403);
    Map<String, Object> group = Map.of("grade", "g6", "entryYear", 2021, "number", 9);
    Map<String, Object> inside = new HashMap<>(group);
    inside.put("school", Town.SHIPO);
    Map<String, Object> outside = new HashMap<>(group);
    outside.put("school", Town.TINGSONG);
    assertThat(system.post("/api/v1/classes", inside).status()).isEqualTo(201);
    assertThat(system.post("/api/v1/classes", outside).status()).isEqualTo(422);
  }

  @Test
  void secret_isNotKept_andNotShownAgain() throws Exception {
    String client = account("integration");
    String secret = renew(client);
    Answer listed = Town.as("admin").get(secrets(client));
    assertThat(listed.body().path("secrets").size()).isEqualTo(1);
    assertThat(listed.body().toString()).doesNotContain(secret.substring(4), "sha256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kqc_guess", "", "kqc_ ü%"})
  void secret_thatIsWrong_isRefusedAsTheStandardSays(String wrong) throws Exception {
    String client = account("integration");
    renew(client);
    TokenResponse refused = ask(client, wrong);
    assertThat(refused.toErrorResponse().getErrorObject().getCode()).isEqualTo("invalid_client");
    assertThat(refused.toErrorResponse().getErrorObject().getHTTPStatusCode()).isEqualTo(401);
    assertThat(ask("nobody", wrong).toErrorResponse().getErrorObject().getCode())
        .isEqualTo("invalid_client");
  }

  @Test
  void grant_thatIsAnother_isRefusedAsTheStandardSays() throws Exception {
    String client = account("integration");
    TokenResponse refused =
        ask(
            new ClientSecretBasic(new ClientID(client), new Secret(renew(client))),
            new RefreshTokenGrant(new RefreshToken("any")));
    assertThat(refused.toErrorResponse().getErrorObject().getCode())
        .isEqualTo("unsupported_grant_type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grant_type=client_credentials",
        "grant_type=client_credentials&client_id=a",
        "grant_type=client_credentials&grant_type=client_credentials",
        "grant_type=",
        "grant_type=password&username=a&password=b",
        "%zz=%zz&&==",
        "<script>alert(1)</script>"
      })
  void form_thatIsNotWhole_isRefused(String form) {
    Answer answer = post(form);
    assertThat(answer.status()).as(answer.body().toString()).isBetween(400, 401);
    assertThat(answer.body().toString()).doesNotContain("<script>", "Exception");
  }

  @Test
  void header_thatCannotBeRead_isRefused() {
    for (String header : List.of("Basic", "Basic !!!", "Basic YQ==", "Bearer x", "Digest y")) {
      Answer answer =
          Api.at(Town.address())
              .send(
                  "POST",
                  TOKEN,
                  BodyPublishers.ofString("grant_type=client_credentials"),
                  "Content-Type",
                  "application/x-www-form-urlencoded",
                  "Authorization",
                  header);
      assertThat(answer.status()).as(header).isBetween(400, 401);
    }
  }

  @Test
  void secret_thatWasReplaced_isGoodForAWhile() throws Exception {
    String client = account("integration");
    String old = renew(client);
    String fresh = renew(client);
    assertThat(ask(client, old).indicatesSuccess()).isTrue();
    assertThat(ask(client, fresh).indicatesSuccess()).isTrue();
    Answer listed = Town.as("admin").get(secrets(client));
    assertThat(listed.body().at("/secrets/0/goodUntil").asText()).isNotEmpty();
    assertThat(listed.body().at("/secrets/1").hasNonNull("goodUntil")).isFalse();
  }

  @Test
  void client_thatIsRevoked_isOutAtOnce_andItsOldTokensStayOut() throws Exception {
    String client = account("integration");
    String secret = renew(client);
    Api system = in(ask(client, secret));
    assertThat(system.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(Town.as("admin").delete(secrets(client)).status()).isEqualTo(204);
    assertThat(system.get("/api/v1/me").code()).isEqualTo("token-invalid");
    assertThat(ask(client, secret).indicatesSuccess()).isFalse();
    String next = renew(client);
    assertThat(in(ask(client, next)).get("/api/v1/me").status()).isEqualTo(200);
    assertThat(system.get("/api/v1/me").code()).isEqualTo("token-invalid");
  }

  @Test
  void account_thatIsDisabled_isOut() throws Exception {
    String client = account("integration");
    String secret = renew(client);
    Api system = in(ask(client, secret));
    String path = "/api/v1/accounts/" + client;
    Api admin = Town.as("admin");
    admin.patch(path, Map.of("disabled", true), "If-Match", admin.get(path).etag());
    assertThat(system.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(ask(client, secret).indicatesSuccess()).isFalse();
  }

  @Test
  void person_hasNoClientSecret_andNobodyGivesOneWhoCouldNotGiveTheRole() {
    assertThat(Town.as("admin").post(secrets(account("teacher"))).code())
        .isEqualTo("account-of-a-person");
    String client = account("integration");
    assertThat(Town.official("bureau-admin", Town.TONGWEI).post(secrets(client)).status())
        .isEqualTo(200);
    assertThat(Town.official("bureau-admin", Town.ANDING).post(secrets(client)).status())
        .isEqualTo(404);
  }
}
