package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterType;
import co.elastic.clients.util.NamedValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where in a text the words were found. */
public final class Highlights {

  /** Characters that no indexed text has: folding takes them out. */
  private static final char BEGIN = '\uE000';

  private static final char END = '\uE001';
  private static final List<String> FIELDS = List.of("title", "description", "keywords", "path");
  private static final int FRAGMENT = 120;

  private Highlights() {}

  /**
   * A text and the words found in it. It is plain text: whoever shows it marks the ranges.
   *
   * @param text a field of the lesson, or a piece of it
   * @param ranges first character and the one after the last of each word, in order
   */
  public record Marked(String text, List<Range> ranges) {}

  /**
   * A part of a text.
   *
   * @param start first character (UTF-16)
   * @param end the one after the last
   */
  public record Range(int start, int end) {}

  /**
   * Asks for the marks. They have a query of their own, because finding out what a whole search
   * matched in a text takes longer than the search.
   */
  public static Highlight wanted(SearchWords words) {
    Highlight.Builder wanted =
        new Highlight.Builder()
            .type(HighlighterType.Unified)
            .preTags(String.valueOf(BEGIN))
            .postTags(String.valueOf(END))
            .requireFieldMatch(false)
            .highlightQuery(Matching.written(words))
            .numberOfFragments(0);
    for (String field : FIELDS) {
      wanted.fields(
          NamedValue.of(
              field,
              HighlightField.of(
                  f ->
                      field.equals("description")
                          ? f.numberOfFragments(1).fragmentSize(FRAGMENT)
                          : f)));
    }
    return wanted.build();
  }

  /** Reads the marks of a hit. */
  public static Map<String, List<Marked>> of(Map<String, List<String>> answered) {
    Map<String, List<Marked>> marked = new TreeMap<>();
    answered.forEach(
        (field, texts) -> marked.put(field, texts.stream().map(Highlights::read).toList()));
    return marked;
  }

  private static Marked read(String tagged) {
    StringBuilder text = new StringBuilder();
    List<Range> ranges = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < tagged.length(); i++) {
      char letter = tagged.charAt(i);
      if (letter == BEGIN) {
        start = text.length();
      } else if (letter == END) {
        append(ranges, new Range(start, text.length()));
      } else {
        text.append(letter);
      }
    }
    return new Marked(text.toString(), ranges);
  }

  /** Words that touch each other are one. */
  private static void append(List<Range> ranges, Range next) {
    if (!ranges.isEmpty() && ranges.getLast().end() == next.start()) {
      ranges.add(new Range(ranges.removeLast().start(), next.end()));
    } else {
      ranges.add(next);
    }
  }
}
