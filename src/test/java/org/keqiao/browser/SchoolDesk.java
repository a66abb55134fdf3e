package org.keqiao.browser;

import java.util.List;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page on which schools and bureaus do what pairing asks of them. */
record SchoolDesk(Browser browser) {

  /** The desk of somebody of the town; the demo accounts have a password of their own. */
  static SchoolDesk of(Browser browser, String login) {
    Town.get();
    browser.at(Town.address());
    Gate gate = Gate.before(browser, "/school");
    if (login.contains(".")) {
      gate.enter(login, Api.OWN_PASSWORD);
      browser.see("user-name");
    } else {
      gate.enterAs(login);
    }
    browser.see("tab-agreements");
    return new SchoolDesk(browser);
  }

  /** Opens one of the views. */
  void open(String tab) {
    browser.press("tab-" + tab);
  }

  /** Opens an agreement. */
  void openAgreement(String id) {
    browser.ask("return location.hash = arguments[0]", "#agreement/" + id);
    browser.see("agreement-title");
  }

  /** Where the agreement that is open stands. */
  String state() {
    return String.valueOf(browser.see("agreement-state").getDomAttribute("data-state"));
  }

  /** Ids of the rows of a list. */
  List<String> ids(String list) {
    return browser.select("[data-testid='%s'] [data-id]".formatted(list)).stream()
        .map(row -> String.valueOf(row.getDomAttribute("data-id")))
        .toList();
  }

  /** Presses a button of one row. */
  void inRow(String id, String button) {
    String css = "[data-id='%s'] [data-testid='%s']".formatted(id, button);
    browser.until("the row of " + id, () -> !browser.select(css).isEmpty());
    browser.select(css).getFirst().click();
  }

  /** What a row says. */
  String row(String id) {
    return browser.texts("[data-id='%s']".formatted(id)).getFirst();
  }

  /** Takes an item of a list by its value. */
  void select(String testId, String value) {
    new Select(browser.see(testId)).selectByValue(value);
  }

  /** Sends the form that is open, and waits until it has gone. */
  void send(String form) {
    browser.press(form + "-submit");
    browser.until("the form is done", () -> browser.all(form).isEmpty());
  }

  /** What happened to the agreement that is open, the last first. */
  List<String> history() {
    return browser.see("agreement-history").findElements(By.tagName("li")).stream()
        .map(WebElement::getText)
        .toList();
  }
}
