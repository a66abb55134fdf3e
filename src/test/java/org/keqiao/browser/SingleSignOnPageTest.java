package org.keqiao.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.keqiao.fixture.OidcTown;

/** From the sign-in page to the provider's own pages and back, in a real browser. */
@ExtendWith(Chromium.class)
class SingleSignOnPageTest {

  private static final String SUBMIT = "button[type=submit]";

  /** Fills the provider's form and agrees; what its pages complain of is none of ours. */
  private static void signInAtTheProvider(Browser browser, String name) {
    browser.until("the provider's form", () -> !browser.select("input[name=login]").isEmpty());
    browser.select("input[name=login]").getFirst().sendKeys(name);
    browser.select("input[name=password]").getFirst().sendKeys("any");
    browser.select(SUBMIT).getFirst().click();
    browser.until("its question", () -> !browser.select("input[value=consent]").isEmpty());
    browser.complaints();
    browser.select(SUBMIT).getFirst().click();
  }

  private static void leave(Browser browser, String page) {
    Gate.before(browser.at(OidcTown.get().address()), page);
    assertThat(browser.see("single-sign-on").getText()).isEqualTo("用" + OidcTown.LABEL + "登录");
    browser.photograph("single-sign-on");
    browser.press("single-sign-on");
  }

  @Test
  void teacher_whoIsLinked_comesBackSignedIn_toWhereSheWas(Browser browser) {
    OidcTown.get().link("page.li", "li@example.cn");
    leave(browser, "/?q=%E7%A7%92");
    signInAtTheProvider(browser, "li");
    assertThat(browser.see("user-name").getText()).isEqualTo("page.li");
    assertThat(browser.ask("return location.pathname + location.search + location.hash"))
        .isEqualTo("/?q=%E7%A7%92");
    assertThat(browser.ask("return document.cookie")).isEqualTo("");
  }

  @Test
  void person_withoutAnAccount_isToldWhomToAsk(Browser browser) {
    leave(browser, "/");
    signInAtTheProvider(browser, "stranger");
    assertThat(browser.see("problem").getText()).isEqualTo("没有与您关联的账号，请联系学校管理员关联账号。");
    browser.photograph("single-sign-on-unknown");
    assertThat(browser.all("user-name")).isEmpty();
    assertThat(browser.complaints()).singleElement().asString().contains("oidc/session", "401");
  }
}
