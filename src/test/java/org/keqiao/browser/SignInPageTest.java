package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Who may come in, and how one leaves. */
@ExtendWith(Chromium.class)
class SignInPageTest {

  @ParameterizedTest
  @EnumSource
  void password_thatIsWrong_isAnsweredWithASentence(Screen screen, Browser browser) {
    Gate.before(browser.on(screen), "/").enter("teacher", "guess");
    assertThat(browser.see("problem").getText()).isEqualTo("用户名或密码不正确。");
    browser.photograph("wrong-password");
    assertThat(browser.all("user-name")).isEmpty();
    assertThat(browser.complaints())
        .singleElement()
        .asString()
        .contains("/api/v1/auth/token", "401");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/curator", "/school", "/classroom"})
  void signOut_onAnyPage_returnsToTheGate(String page, Browser browser) {
    Gate.before(browser, page).enterAs("curator");
    browser.press("sign-out");
    browser.see("login-submit");
    browser.open(page);
    browser.see("login-submit");
    browser.photograph("gate");
    assertThat(browser.all("user-name")).isEmpty();
  }

  @Test
  void initialPassword_mustBeChangedBeforeThePageIsSeen(Browser browser) {
    Answer made =
        Api.as("admin")
            .post(
                "/api/v1/accounts",
                Map.of(
                    "login",
                    "first.visit",
                    "name",
                    "新老师",
                    "roles",
                    List.of(Map.of("role", "teacher", "scope", "*"))));
    Gate.before(browser, "/").enter("first.visit", made.body().path("initialPassword").asText());
    choose(browser, "woaini1314", "woaini1314");
    assertThat(browser.see("problem").getText()).contains("这个密码太常见");
    browser.photograph("change-password");
    choose(browser, Api.OWN_PASSWORD, "something else");
    browser.until("another sentence", () -> browser.see("problem").getText().contains("不一样"));
    assertThat(browser.all("user-name")).isEmpty();
    choose(browser, Api.OWN_PASSWORD, Api.OWN_PASSWORD);
    assertThat(browser.see("user-name").getText()).isEqualTo("新老师");
    browser.press("sign-out");
    new Gate(browser).enter("first.visit", Api.OWN_PASSWORD);
    browser.see("user-name");
    assertThat(browser.complaints())
        .singleElement()
        .asString()
        .contains("/api/v1/me/password", "422");
  }

  private static void choose(Browser browser, String password, String again) {
    browser.see("password-form");
    browser.type("new-password", password);
    browser.type("new-password-again", again);
    browser.press("password-submit");
  }

  @Test
  void curatorPage_forATeacher_saysWhoCanHelp(Browser browser) {
    Gate.before(browser, "/curator").enterAs("teacher");
    browser.until("a sentence", () -> !browser.select("#desk .empty").isEmpty());
    browser.photograph("no-curator");
    assertThat(browser.all("curator-new")).isEmpty();
  }
}
