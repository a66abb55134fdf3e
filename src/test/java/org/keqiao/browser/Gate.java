package org.keqiao.browser;

/** The sign-in form that stands before the pages. */
record Gate(Browser browser) {

  private static final String DEMO_PASSWORD = "keqiao-demo";

  /** The form before a page, asked for by nobody. */
  static Gate before(Browser browser, String page) {
    browser.open(page);
    browser.see("login-submit");
    return new Gate(browser);
  }

  /** Tries a login name and a password. */
  void enter(String login, String password) {
    browser.type("login-name", login);
    browser.type("login-password", password);
    browser.press("login-submit");
  }

  /** Signs a demo account in, and waits until its name is in the header. */
  void enterAs(String login) {
    enter(login, DEMO_PASSWORD);
    browser.see("user-name");
  }

  /** The teacher's page, signed in. */
  static SearchPage asTeacher(Browser browser) {
    before(browser, "/").enterAs("teacher");
    SearchPage page = new SearchPage(browser);
    page.awaitNames();
    return page;
  }

  /** The curator's page, signed in. */
  static CuratorDesk asCurator(Browser browser) {
    before(browser, "/curator").enterAs("curator");
    browser.see("mine-row");
    return new CuratorDesk(browser);
  }
}
