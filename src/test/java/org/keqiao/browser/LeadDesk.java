package org.keqiao.browser;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** The desk of the teacher who leads. */
record LeadDesk(Browser browser) {

  /** Plays, or pauses. */
  void toggle() {
    browser.press("lead-play");
  }

  /** Waits until the film can be played here. */
  void awaitFilm() {
    browser.untilAtLast(
        "the lead's film",
        () ->
            browser.number(
                    "const film = document.querySelector('[data-testid=film]');"
                        + " return film ? film.readyState : 0")
                > 2);
  }

  /** Goes to a second of the film. */
  void seek(double second) {
    browser.ask(
        "const slider = document.querySelector('[data-testid=lead-slider]');"
            + " slider.value = arguments[0]; slider.dispatchEvent(new Event('input'));"
            + " slider.dispatchEvent(new Event('change')); return true",
        second);
  }

  /** Draws a line over the picture. */
  void draw() {
    WebElement board = browser.see("board");
    browser.press("tool-pen");
    browser
        .actions()
        .moveToElement(board, -120, -60)
        .clickAndHold()
        .moveByOffset(120, 60)
        .moveByOffset(80, -50)
        .release()
        .perform();
  }

  /** Points at the middle of the picture. */
  void point() {
    WebElement board = browser.see("board");
    browser.press("tool-pointer");
    Actions actions = browser.actions();
    actions.moveToElement(board, -40, 0).moveByOffset(20, 10).perform();
  }

  /** Asks all rooms. */
  void ask(String text, String choices) {
    browser.type("ask-what", text);
    browser.type("ask-choices", choices);
    browser.press("ask-send");
    browser.see("asked");
  }

  /** How often a choice was taken. */
  int count(String choice) {
    return Integer.parseInt(
        String.valueOf(
            browser
                .see("answer-counts")
                .findElement(By.cssSelector("[data-choice='%s']".formatted(choice)))
                .getDomAttribute("data-count")));
  }

  /** Whether a room is there, as the list says. */
  boolean sees(String school) {
    return row(school, "data-here").equals("true");
  }

  /** Whether a room's hand is up, as the list says. */
  boolean seesHand(String school) {
    return row(school, "data-hand").equals("true");
  }

  private String row(String school, String attribute) {
    return String.valueOf(
        browser.ask(
            "const row = document.querySelector(`[data-school='${arguments[0]}']`);"
                + " return row ? row.getAttribute(arguments[1]) : ''",
            school,
            attribute));
  }
}
