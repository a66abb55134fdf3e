package org.keqiao.browser;

/** What the player's own events tell of a lesson that is played, from the press on play on. */
record Watched(Browser browser) {

  private static final String WATCH =
      """
      const video = document.querySelector('video');
      const seen = { pressed: performance.now(), started: null, stalls: [] };
      window.seen = seen;
      const ahead = () => {
        for (let at = 0; at < video.buffered.length; at++) {
          if (video.buffered.start(at) <= video.currentTime && video.currentTime < video.buffered.end(at)) {
            return video.buffered.end(at) - video.currentTime;
          }
        }
        return 0;
      };
      video.addEventListener('playing', () => { seen.started ??= performance.now(); });
      video.addEventListener('waiting', () => {
        if (seen.started !== null && !video.seeking && ahead() < 1) seen.stalls.push(video.currentTime);
      });
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

  /**
   * At which seconds of the lesson it stood still after it had started, for want of what comes over
   * the line. That a machine is too busy to show what is there, is not counted.
   */
  String stalls() {
    return String.valueOf(browser.ask("return window.seen.stalls.join(' ')"));
  }
}
