package org.keqiao.browser;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** The page on which a curator makes lessons. */
record CuratorDesk(Browser browser) {

  private static final Pattern SENT_BEFORE = Pattern.compile("上次传到 (\\d+)%");

  /** Opens the first of the curator's lessons. */
  void openFirst() {
    browser.press("mine-row");
    browser.see("editor-title");
  }

  /** Opens one of the curator's lessons. */
  void open(String lesson) {
    browser.ask("return location.hash = arguments[0]", "#lesson/" + lesson);
    browser.see("editor-title");
    awaitChecklist();
  }

  /** Id of the lesson that is open. */
  String lesson() {
    return browser.ask("return location.hash.replace('#lesson/', '')").toString();
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

  /** Chooses a file for a part of the lesson. */
  void choose(String part, Path file) {
    browser.choose("file-" + part, file.toAbsolutePath().toString());
  }

  /** Chooses several files at once, and leaves it to the page which part each of them is. */
  void chooseTogether(Path... files) {
    browser.choose(
        "file-many",
        Stream.of(files)
            .map(file -> file.toAbsolutePath().toString())
            .collect(Collectors.joining("\n")));
  }

  /** Lets a file fall on the line of a part. */
  void drop(String part, String name, byte[] content) {
    browser.ask(
        "const bytes = Uint8Array.from(atob(arguments[2]), one => one.charCodeAt(0));"
            + "const dragged = new DataTransfer();"
            + "dragged.items.add(new File([bytes], arguments[1]));"
            + "return document.querySelector(`[data-testid=part-${arguments[0]}]`).dispatchEvent("
            + "new DragEvent('drop', {dataTransfer: dragged, bubbles: true, cancelable: true}))",
        part,
        name,
        Base64.getEncoder().encodeToString(content));
  }

  /** Says which part the file is that the page asks for. */
  void place(String part) {
    new Select(browser.see("placing-part")).selectByValue(part);
    browser.press("placing-send");
  }

  /** Waits until the page says what the lesson lacks. */
  void awaitChecklist() {
    browser.until("a checklist", () -> !nextStep().isEmpty());
  }

  /** Whether some of a part is sent and some is not. */
  boolean isSending(String part) {
    double sent = progress(part);
    return state(part).equals("sending") && sent > 0 && sent < 100;
  }

  /** Percent that were sent of a file before the page was closed. */
  int sentBefore(String part) {
    Matcher told = SENT_BEFORE.matcher(browser.see("rest-" + part).getText());
    return told.find() ? Integer.parseInt(told.group(1)) : 0;
  }

  /** How far a part is: missing, waiting, sending, paused, processing, ready or failed. */
  String state(String part) {
    return browser
        .ask(
            "return document.querySelector(`[data-testid=part-${arguments[0]}]`)?.dataset.state || ''",
            part)
        .toString();
  }

  /** Waits until a part can be used. */
  void awaitReady(String part) {
    browser.untilAtLast(part + " is ready", () -> state(part).equals("ready"));
  }

  /** Percent of a part that are sent, or made ready. */
  double progress(String part) {
    return browser.number(
        "return document.querySelector('[data-testid=progress-%s]').value".formatted(part));
  }

  /** What the page says of a part. */
  String says(String part) {
    return browser.see("part-" + part).getText();
  }

  /** What the page advises to do next. */
  String nextStep() {
    return browser.see("next-step").getText();
  }

  /** State of the lesson. */
  String state() {
    return String.valueOf(browser.see("lesson-state").getDomAttribute("data-state"));
  }

  /** Opens the list of all that is under way. */
  void openWork() {
    browser.ask("return location.hash = '#work'");
    browser.until("jobs", () -> !browser.all("work-row").isEmpty());
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
