package org.keqiao.browser;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** One lesson with its player. */
record LessonPage(Browser browser) {

  /** Its title. */
  String title() {
    return browser.see("lesson-title").getText();
  }

  /** What each way to take the lesson costs, by its id. */
  Map<String, String> costs() {
    browser.see("quality-menu");
    Map<String, String> costs = new LinkedHashMap<>();
    for (WebElement choice : browser.select(".quality-choice")) {
      costs.put(
          String.valueOf(choice.getDomAttribute("data-testid")).replace("quality-", ""),
          choice.findElement(By.className("quality-cost")).getText());
    }
    return costs;
  }

  /** Starts to play. */
  void play() {
    browser.press("player-play");
  }

  /** Takes the lesson in another way. */
  void choose(String quality) {
    browser.press("quality-" + quality);
  }

  /** In which way it is taken now. */
  String choice() {
    return String.valueOf(
        browser.ask("return document.querySelector('.quality input:checked').value"));
  }

  /** Seconds from the beginning of the lesson. */
  double position() {
    return browser.number("return document.querySelector('video').currentTime");
  }

  /** Goes to this second of the lesson. */
  void seek(double second) {
    browser.ask("document.querySelector('video').currentTime = arguments[0]; return true", second);
  }

  /** How many seconds can be played without another byte. */
  double ready() {
    return browser.number(
        "const video = document.querySelector('video');"
            + "return video.buffered.length ? video.buffered.end(0) - video.currentTime : 0");
  }

  /** Whether the next picture is there. */
  boolean canPlay() {
    return browser.ask("return document.querySelector('video').readyState > 2").equals(true);
  }

  /** Waits until so many more seconds have been played. */
  void playOn(double seconds) {
    double end = position() + seconds;
    browser.until("playing until second " + end, () -> position() >= end);
  }

  /** How many pictures were decoded since the source was loaded. */
  int frames() {
    return (int)
        browser.number(
            "return document.querySelector('video').getVideoPlaybackQuality().totalVideoFrames");
  }

  /** Height of the moving picture in pixels; 0 when there is only sound. */
  int height() {
    return (int) browser.number("return document.querySelector('video').videoHeight");
  }

  /** Second of the lesson from which on the still that is shown belongs there. */
  int still() {
    return (int) Double.parseDouble(String.valueOf(picture().getDomAttribute("data-at")));
  }

  /** Waits until a still is to be seen, and is really a picture. */
  WebElement picture() {
    WebElement still = browser.see("player-still");
    browser.until(
        "a still", () -> !browser.ask("return arguments[0].naturalWidth", still).equals(0L));
    return still;
  }

  /** What the captions say at this moment. */
  String captions() {
    return String.valueOf(
        browser.ask(
            "return [...document.querySelector('video').textTracks]"
                + ".flatMap(one => [...(one.activeCues || [])]).map(one => one.text).join(' ')"));
  }

  /** Says how much was loaded. */
  String used() {
    return browser.see("data-used").getText();
  }
}
