package org.keqiao.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keqiao.fixture.Api;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The list of lessons that a teacher finds. */
record SearchPage(Browser browser) {

  /** Types words into the search field, and waits for the hits. */
  void search(String words) {
    browser.type("search-input", words);
    browser.press("search-submit");
    awaitWords(words);
  }

  /** Waits until the hits are there, with the names that come a moment after them. */
  void awaitNames() {
    browser.until("names of editions", () -> places().stream().anyMatch(it -> it.contains("版")));
  }

  /** Types without looking for it yet, and waits for this completion of it. */
  void begin(String letters, String completion) {
    browser.type("search-input", letters);
    awaitSuggestion(completion);
  }

  /** Waits until this completion is offered. */
  void awaitSuggestion(String phrase) {
    browser.until("suggestion " + phrase, () -> suggestions().contains(phrase));
  }

  /** Completions that are offered. */
  List<String> suggestions() {
    return browser.texts("[data-testid='suggestion']");
  }

  /** The completion that the arrow keys have reached; empty on the field itself. */
  String chosenSuggestion() {
    return String.join("", browser.texts("[data-testid='suggestion'][aria-selected='true']"));
  }

  /** Words in the search field. */
  String words() {
    return String.valueOf(browser.see("search-input").getDomProperty("value"));
  }

  /** Opens the address of a search, and waits for the hits. */
  void visit(String query) {
    browser.open("/" + query);
    browser.see("lesson-card");
  }

  /** Waits for the hits of these words. */
  void awaitWords(String words) {
    awaitHits("q=" + Api.encode(words));
  }

  private void awaitHits(String inAddress) {
    browser.until(
        "hits of " + inAddress,
        () ->
            browser
                .ask(
                    "return location.search.includes(arguments[0])"
                        + " && !document.querySelector('#search').hasAttribute('aria-busy')",
                    inAddress)
                .equals(true));
  }

  /** Says how many lessons were found. */
  int total() {
    return Integer.parseInt(browser.see("search-total").getText().replaceAll("\\D", ""));
  }

  /** Titles of the hits, best first. */
  List<String> titles() {
    return browser.texts(".hit-link");
  }

  /** Textbooks of the hits, best first. */
  List<String> places() {
    return browser.texts(".hit-path b");
  }

  /** The hit that is this lesson. */
  WebElement hit(String lesson) {
    browser.until("hit " + lesson, () -> !hits(lesson).isEmpty());
    return hits(lesson).getFirst();
  }

  private List<WebElement> hits(String lesson) {
    return browser.select("[data-testid='lesson-card'][data-lesson='%s']".formatted(lesson));
  }

  /** Values of a facet and how many lessons each would leave. */
  Map<String, Integer> counts(String facet) {
    String prefix = "facet-%s-".formatted(facet);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (WebElement option : browser.select("[data-testid^='%s']".formatted(prefix))) {
      String value = String.valueOf(option.getDomAttribute("data-testid")).replace(prefix, "");
      String count = option.findElement(By.className("facet-count")).getText();
      counts.put(value, Integer.valueOf(count.replaceAll("\\D", "")));
    }
    return counts;
  }

  /** Shows the facets, which a phone hides behind a button. */
  void openFilters() {
    if (browser.all("filters-toggle").getFirst().isDisplayed()) {
      browser.press("filters-toggle");
    }
  }

  /** Narrows the hits, and waits for what is left. */
  void narrow(String facet, String value) {
    browser.press("facet-%s-%s".formatted(facet, value));
    awaitHits("%s=%s".formatted(facet, value));
  }

  /** Opens a lesson from its hit. */
  LessonPage open(String lesson) {
    hit(lesson).findElement(By.className("hit-link")).click();
    browser.see("lesson-title");
    return new LessonPage(browser);
  }

  /** Opens the hit with this title; its search is repeated until the catalogue knows it. */
  LessonPage openPublished(String title) {
    browser.until(
        "hit " + title,
        () -> {
          browser.open("/?q=" + Api.encode(title));
          browser.see("search-total");
          awaitHits("q=");
          return titles().contains(title);
        });
    browser.select(".hit-link").get(titles().indexOf(title)).click();
    browser.see("lesson-title");
    return new LessonPage(browser);
  }
}
