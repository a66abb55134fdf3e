package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  @ValueSource(strings = {"/", "/curator"})
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
  void curatorPage_forATeacher_saysWhoCanHelp(Browser browser) {
    Gate.before(browser, "/curator").enterAs("teacher");
    browser.until("a sentence", () -> !browser.select("#desk .empty").isEmpty());
    browser.photograph("no-curator");
    assertThat(browser.all("curator-new")).isEmpty();
  }
}
