package org.keqiao.browser;

import java.io.File;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page on which a curator makes lessons. */
record CuratorDesk(Browser browser) {

  /** Opens the first of the curator's lessons. */
  void openFirst() {
    browser.press("mine-row");
    browser.see("editor-title");
  }

  /** Opens the form for a new lesson. */
  void begin() {
    browser.press("curator-new");
    browser.see("curator-title");
  }

  /** Fills the form in for a section of a textbook. */
  void describe(String title, String textbook, String chapter, String section) {
    browser.type("curator-title", title);
    browser.until("textbooks", () -> !textbooks().isEmpty());
    new Select(browser.see("curator-textbook")).selectByValue(textbook);
    browser.press("fold-" + chapter);
    browser.press("node-" + section);
  }

  private List<WebElement> textbooks() {
    return browser.see("curator-textbook").findElements(By.cssSelector("option:not([value=''])"));
  }

  /** Makes the draft, and waits until it can be worked on. */
  void create() {
    browser.press("curator-create");
    browser.see("editor-title");
  }

  /** Gives the lesson its video. */
  void upload(File film) {
    browser.choose("curator-file", film);
  }

  /** Percent of the file that have left. */
  double sent() {
    return browser.number("return document.querySelector('[data-testid=curator-progress]').value");
  }

  /** State of the job that makes the video streamable; empty before there is one. */
  String job() {
    return browser
        .ask("return document.querySelector('[data-testid=curator-job]').dataset.state || ''")
        .toString();
  }

  /** State of the lesson. */
  String state() {
    return String.valueOf(browser.see("lesson-state").getDomAttribute("data-state"));
  }

  /** Publishes the lesson. */
  void publish() {
    browser.press("curator-publish");
    browser.until("published", () -> state().equals("published"));
  }

  /** Leaves. */
  void signOut() {
    browser.press("sign-out");
    browser.see("login-submit");
  }
}
