package org.keqiao.browser;

/** What the player's own events tell of a lesson that is played, from the press on play on. */
record Watched(Browser browser) {

  private static final String WATCH =
      """
      const video = document.querySelector('video');
      const seen = { pressed: performance.now(), started: null, stalls: [], heights: [] };
      window.seen = seen;
      video.addEventListener('playing', () => { seen.started ??= performance.now(); });
      video.addEventListener('waiting', () => {
        if (seen.started !== null && !video.seeking) seen.stalls.push(video.currentTime);
      });
      video.addEventListener('resize', () => seen.heights.push(video.videoHeight));
      document.querySelector('[data-testid=player-play]').click();
      return true;
      """;

  /** Presses play on the lesson that is open, and watches from now on. */
  static Watched play(Browser browser) {
    browser.see("player-play");
    browser.ask(WATCH);
    return new Watched(browser);
  }

  /** Whether the first picture or sound has come. */
  boolean started() {
    return browser.ask("return window.seen.started !== null").equals(true);
  }

  /** Seconds between the press and the first picture or sound. */
  double startup() {
    return browser.number("return (window.seen.started - window.seen.pressed) / 1000");
  }

  /** At which seconds of the lesson it stood still after it had started, and whether it fits. */
  String stalls() {
    return String.valueOf(browser.ask("return window.seen.stalls.join(' ')"));
  }

  /** Heights of the picture, one after the other. */
  String heights() {
    return String.valueOf(browser.ask("return window.seen.heights.join(' ')"));
  }
}
