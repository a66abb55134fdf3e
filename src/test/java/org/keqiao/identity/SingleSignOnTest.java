package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.OidcProvider;
import org.keqiao.fixture.OidcTown;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.fixture.Town;
import org.keqiao.fixture.Visitor;

/**
 * Sign-in with a certified provider that others wrote, from the first page to a call of the API.
 */
class SingleSignOnTest {

  private static OidcTown town;
  private static String ma;

  @BeforeAll
  static void link() {
    town = OidcTown.get();
    ma = town.link("sso.ma", "ma.xiaolan@example.cn");
  }

  private static Visitor visitor() {
    return new Visitor(town.address());
  }

  private static Answer me(Answer tokens) {
    assertThat(tokens.status()).as(tokens.body().toString()).isEqualTo(200);
    return Api.at(town.address())
        .withToken(tokens.body().path("accessToken").asText())
        .get("/api/v1/me");
  }

  private static void assertRefused(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.body().path("detail").asText()).isNotBlank();
  }

  private static URI with(URI address, String parameter, String value) {
    String changed = address.toString().replaceFirst("([?&]" + parameter + "=)[^&]*", "$1" + value);
    assertThat(changed).isNotEqualTo(address.toString());
    return URI.create(changed);
  }

  @Test
  void person_whoIsLinked_getsASessionOfHerAccount() {
    Answer tokens = visitor().signInAs("ma");
    assertThat(me(tokens).id()).isEqualTo(ma);
    Answer renewed =
        Api.at(town.address())
            .post(
                "/api/v1/auth/refresh",
                Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
    assertThat(me(renewed).id()).isEqualTo(ma);
  }

  @Test
  void newcomer_whoWasErased_isRefused_andNotLinkedAgain() {
    String account = me(visitor().signInAs("leaver")).id();
    String path = "/api/v1/accounts/" + account;
    assertThat(town.admin().get(path + "/personal-data").body().toString())
        .contains("leaver@example.cn");
    assertThat(town.admin().post(path + "/erasure").status()).isEqualTo(202);
    assertRefused(visitor().signInAs("leaver"), "single-sign-on-disabled");
    assertThat(town.admin().get(path + "/personal-data").body().toString())
        .doesNotContain("leaver@example.cn", "离职老师");
    assertThat(
            town.admin()
                .put(path + "/external-identity", Map.of("value", "leaver@example.cn"))
                .code())
        .isEqualTo("account-erased");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/curator", "/school", "/classroom"})
  void page_thatOneComesBackTo_isTheOneSheLeft_andItsAddressHoldsNothing(String page) {
    Visitor visitor = visitor();
    URI back = visitor.comeBack(visitor.signIn(visitor.start(page), "ma"));
    assertThat(back.toString()).isEqualTo(page + "#single-sign-on");
  }

  @Test
  void start_forAPageThatIsNotOurs_isRefused() {
    Answer answer =
        Api.at(town.address()).get("/api/v1/auth/oidc/start?page=https://elsewhere.example");
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void cookie_isOutOfReachOfScriptsAndOtherSites_andTellsNothing() {
    Answer answer = Api.at(town.address()).get("/api/v1/auth/oidc/start");
    String cookie = answer.header("Set-Cookie");
    String state = answer.header("Location").replaceFirst(".*[?&]state=([^&]*).*", "$1");
    assertThat(cookie)
        .containsIgnoringCase("; HttpOnly")
        .contains("; SameSite=Lax", "; Path=/api/v1/auth/oidc")
        .doesNotContain("; Secure", state);
    assertThat(answer.header("Location")).contains("code_challenge_method=S256", "nonce=");
  }

  @Test
  void cookie_behindTls_isSentOverTlsOnly() {
    Answer answer =
        Api.at(town.address())
            .get(
                "/api/v1/auth/oidc/start",
                "X-Forwarded-For",
                "203.0.113.7",
                "X-Forwarded-Proto",
                "https");
    assertThat(answer.header("Set-Cookie")).contains("; Secure");
  }

  @Test
  void state_thatIsAnother_isRefused() {
    Visitor visitor = visitor();
    URI callback = visitor.signIn(visitor.start("/"), "ma");
    visitor.comeBack(with(callback, "state", "another"));
    assertRefused(visitor.finish(), "single-sign-on-mismatch");
  }

  @Test
  void issuer_thatIsAnother_isRefused() {
    Visitor visitor = visitor();
    URI callback = visitor.signIn(visitor.start("/"), "ma");
    visitor.comeBack(with(callback, "iss", "https%3A%2F%2Fother.example"));
    assertRefused(visitor.finish(), "single-sign-on-mismatch");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonce", "code_challenge"})
  void request_thatSomebodyHasChanged_isRefused(String parameter) {
    Visitor visitor = visitor();
    URI changed = with(visitor.start("/"), parameter, "a".repeat(43));
    visitor.comeBack(visitor.signIn(changed, "ma"));
    assertRefused(visitor.finish(), "single-sign-on-refused");
  }

  @Test
  void code_thatWasRedeemed_isNoGoodAgain() {
    Visitor visitor = visitor();
    URI callback = visitor.signIn(visitor.start("/"), "ma");
    String before = visitor.cookie();
    visitor.comeBack(callback);
    visitor.takeCookie(before);
    visitor.comeBack(callback);
    assertRefused(visitor.finish(), "single-sign-on-refused");
  }

  @Test
  void tokens_areGivenOnce() {
    Visitor visitor = visitor();
    Answer first = visitor.signInAs("ma");
    assertRefused(visitor.finish(), "single-sign-on-expired");
    assertThat(me(first).status()).isEqualTo(200);
  }

  @Test
  void browser_thatDidNotBegin_isRefused() {
    Visitor victim = visitor();
    Visitor attacker = visitor();
    URI callback = attacker.signIn(attacker.start("/"), "li");
    victim.comeBack(callback);
    assertRefused(victim.finish(), "single-sign-on-expired");
  }

  @Test
  void browser_withoutACookie_orWithAMadeUpOne_isRefused() {
    assertRefused(visitor().finish(), "single-sign-on-expired");
    Visitor forger = visitor();
    forger.takeCookie("keqiao-sign-in=eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwia2lkIjoiMCJ9..a.b.c");
    assertRefused(forger.finish(), "single-sign-on-expired");
  }

  @Test
  void person_whoBreaksOff_isToldSo() {
    Visitor visitor = visitor();
    visitor.comeBack(visitor.cancel(visitor.start("/")));
    assertRefused(visitor.finish(), "single-sign-on-declined");
  }

  @ParameterizedTest
  @ValueSource(strings = {"stranger", "lost"})
  void person_whomNoAccountIsLinkedTo_isRefused(String name) {
    assertRefused(visitor().signInAs(name), "single-sign-on-unknown");
  }

  @Test
  void email_thatTheProviderHasNotVerified_linksNobody() {
    assertRefused(visitor().signInAs("thief"), "single-sign-on-unverified");
  }

  @Test
  void account_thatIsDisabled_isRefused_evenAtTheLastStep() {
    String wang = town.link("sso.wang", "wang@example.cn");
    Visitor arrived = visitor();
    arrived.comeBack(arrived.signIn(arrived.start("/"), "wang"));
    Answer read = town.admin().get("/api/v1/accounts/" + wang);
    Answer disabled =
        town.admin()
            .patch(
                "/api/v1/accounts/" + wang,
                Map.of("disabled", true),
                "If-Match",
                read.header("ETag"));
    assertThat(disabled.status()).isEqualTo(200);
    assertRefused(arrived.finish(), "single-sign-on-disabled");
    assertRefused(visitor().signInAs("wang"), "single-sign-on-disabled");
  }

  @Test
  void newcomer_ofASchoolThatIsKnown_getsOneAccountAsItsTeacher() {
    Answer first = me(visitor().signInAs("newcomer"));
    assertThat(first.body().path("name").asText()).isEqualTo("新老师");
    assertThat(first.body().path("school").asText()).isEqualTo(Town.LIUWAN);
    assertThat(first.body().at("/roles/0/role").asText()).isEqualTo("teacher");
    assertThat(first.body().at("/roles/0/scope").asText()).isEqualTo(Town.LIUWAN);
    assertThat(me(visitor().signInAs("newcomer")).id()).isEqualTo(first.id());
  }

  @Test
  void link_thatWasTaken_isRefused_andOneThatWasRemovedSignsNobodyIn() {
    String chen = town.link("sso.chen", "chen@example.cn");
    String other = town.link("sso.other", "other@example.cn");
    Api admin = town.admin();
    String link = "/api/v1/accounts/%s/external-identity";
    Answer taken = admin.put(link.formatted(other), Map.of("value", "CHEN@example.cn"));
    assertThat(taken.code()).isEqualTo("external-identity-taken");
    assertThat(me(visitor().signInAs("chen")).id()).isEqualTo(chen);
    assertThat(admin.delete(link.formatted(chen)).status()).isEqualTo(204);
    assertThat(admin.get(link.formatted(chen)).code()).isEqualTo("external-identity-not-found");
    assertRefused(visitor().signInAs("chen"), "single-sign-on-unknown");
    admin.put(link.formatted(other), Map.of("value", "chen@example.cn"));
    assertThat(me(visitor().signInAs("chen")).id()).isEqualTo(other);
  }

  @Test
  void keys_thatTheProviderHasChanged_areLearned() {
    assertThat(visitor().signInAs("ma").status()).isEqualTo(200);
    town.provider().rotateKeys();
    assertThat(me(visitor().signInAs("ma")).id()).isEqualTo(ma);
  }

  @Test
  void idToken_thatASharedSecretHasSigned_isRefused() {
    town.provider().signBy("HS256");
    try {
      assertRefused(visitor().signInAs("ma"), "single-sign-on-refused");
    } finally {
      town.provider().signBy("RS256");
    }
  }

  @Test
  void signIns_areAudited() {
    String zhao = town.link("sso.zhao", "zhao@example.cn");
    assertThat(visitor().signInAs("zhao").status()).isEqualTo(200);
    Api admin = town.admin();
    String query = "type=event&operation=finishSingleSignOn&account=" + zhao;
    Answer found =
        Curator.await(
            () -> admin.get("/api/v1/audit?" + query),
            answer -> !answer.body().path("items").isEmpty());
    assertThat(found.body().path("items")).as(found.body().toString()).isNotEmpty();
  }

  @Test
  void signInPage_learnsHowTheProviderIsCalled() {
    Answer ways = Api.at(town.address()).get("/api/v1/sign-in");
    assertThat(ways.body().path("singleSignOn").asText()).isEqualTo(OidcTown.LABEL);
  }

  @Test
  void platform_withoutAProvider_saysSo() {
    Api elsewhere = Api.at(Town.address());
    assertThat(elsewhere.get("/api/v1/sign-in").body().hasNonNull("singleSignOn")).isFalse();
    assertThat(elsewhere.get("/api/v1/auth/oidc/start").code()).isEqualTo("single-sign-on-off");
  }

  @Test
  void secret_ofTheClient_isNeverPrinted() {
    assertThat(
            RunningKeqiao.settings(
                    Path.of("unused"), OidcTown.settings(town.provider().issuer(), town.address()))
                .toString())
        .doesNotContain(OidcProvider.SECRET);
  }
}
