package org.keqiao.courseware.parser;

import java.util.ArrayList;
import java.util.List;

/** Collects the texts of pages, as much of them as anybody will read. */
final class PageTexts {

  private static final int MOST_CHARACTERS = 2_000_000;
  private static final int MOST_PAGES = 5000;

  private final List<String> done = new ArrayList<>();
  private final StringBuilder page = new StringBuilder();
  private boolean listening = true;
  private int characters;

  /** Whether characters that come now are text. */
  void listen(boolean on) {
    listening = on;
  }

  void append(String text) {
    if (listening) {
      separate(text);
    }
  }

  /** What keeps words apart is no text and always heard. */
  void separate(String text) {
    if (characters < MOST_CHARACTERS) {
      page.append(text);
      characters += text.length();
    }
  }

  /** A page ends, unless nothing stands on it: two marks of one break are one break. */
  void turn() {
    if (!page.toString().isBlank()) {
      done.add(page.toString());
      page.setLength(0);
    }
  }

  /** Whether the rest need not be read. */
  boolean full() {
    return characters >= MOST_CHARACTERS || done.size() >= MOST_PAGES;
  }

  /** The pages so far; the last one counts even when it is empty and the only one. */
  List<String> list() {
    List<String> all = new ArrayList<>(done);
    if (all.isEmpty() || !page.toString().isBlank()) {
      all.add(page.toString());
    }
    return all;
  }
}
