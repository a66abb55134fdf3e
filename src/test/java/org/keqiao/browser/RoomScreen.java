package org.keqiao.browser;

/** The screen of a class that follows. */
record RoomScreen(Browser browser) {

  private static final String FILM = "document.querySelector('[data-testid=film]')";

  /** Touches the screen once, so that the lesson may begin. */
  void enter() {
    browser.press("room-enter");
    browser.see("board");
    browser.until("connected", () -> !status().contains("正在连接"));
  }

  /** What is said of the line and of the way. */
  String status() {
    return browser.see("room-status").getText();
  }

  /** Whether the film runs. */
  boolean plays() {
    return browser.ask("return !%s.paused".formatted(FILM)).equals(true);
  }

  /** Second of the film. */
  double position() {
    return browser.number("return %s.currentTime".formatted(FILM));
  }

  /** Waits until the next picture of the film is there. */
  void awaitFilm() {
    browser.untilAtLast(
        "the room's film", () -> browser.number("return %s.readyState".formatted(FILM)) > 2);
  }

  /**
   * Seconds of the film less the seconds of the machine's clock, at one moment: two windows are as
   * far from each other as these are.
   */
  static double phase(Browser browser) {
    return browser.number("return %s.currentTime - Date.now() / 1000".formatted(FILM));
  }

  /** Number of the page that is shown, 0 when it is none. */
  int page() {
    return (int)
        browser.number(
            "const page = document.querySelector('[data-testid=page-picture]');"
                + " return page && !page.hidden && page.naturalWidth ? Number(page.dataset.page) : 0");
  }

  /** How many lines are over the picture. */
  int strokes() {
    return (int)
        browser.number(
            "return Number(document.querySelector('[data-testid=board]').dataset.strokes || 0)");
  }

  /** What stands over the picture, empty for nothing. */
  String banner() {
    return String.valueOf(
        browser.ask("return document.querySelector('[data-testid=room-banner]').innerText"));
  }
}
