package org.keqiao.catalogue.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.language.Folding;
import org.keqiao.language.Pinyin;
import org.keqiao.language.TypedPinyin;

/**
 * What a searcher's words mean.
 *
 * @param folded all of them, folded; of a long text its beginning
 * @param topic what is left when the terms, the place in the book and the filling words are taken
 *     out: what the lesson is about; may be empty
 * @param wishes the terms that they name, by facet: they rank and never hide
 * @param page the page of the textbook that they name
 * @param unit the unit of the textbook that they name, from 1
 * @param spelled the topic's syllables: other characters of the same sound are meant too
 * @param typed the topic read as pinyin
 */
public record SearchWords(
    String folded,
    String topic,
    Map<String, Set<String>> wishes,
    OptionalInt page,
    OptionalInt unit,
    List<String> spelled,
    TypedPinyin typed) {

  /** No words. */
  static final SearchWords NONE =
      new SearchWords(
          "",
          "",
          Map.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          List.of(),
          TypedPinyin.read(""));

  private static final Pattern PAGE =
      Pattern.compile("第?\\s?(\\d{1,3})\\s?页|\\bp\\.?\\s?(\\d{1,3})\\b");
  private static final Pattern UNIT =
      Pattern.compile("第?\\s?([一二三四五六七八九]|十[一二]?|\\d{1,2})\\s?(?:单元|章)|\\bunit\\s?(\\d{1,2})\\b");
  private static final String NUMERALS = "一二三四五六七八九";
  private static final int MOST_SPELLED = 24;

  /** The 书 of 数学书第68页 is no topic. */
  private static final int SHORTEST_TOPIC_BESIDE_A_PLACE = 2;

  /**
   * Characters of which the meaning is looked for. A question is shorter; of a whole paragraph the
   * beginning says enough, and folding makes up to eighteen characters of one.
   */
  private static final int MOST_READ = 64;

  /**
   * Reads words.
   *
   * @param words as they were typed, at most 200 characters
   * @param vocabulary the names of terms
   */
  public static SearchWords read(String words, Vocabulary vocabulary) {
    String folded = beginning(Folding.fold(words));
    StringBuilder left = new StringBuilder(folded);
    OptionalInt page = take(PAGE, left);
    OptionalInt unit = take(UNIT, left);
    Map<String, Set<String>> wishes = new LinkedHashMap<>();
    for (Vocabulary.Found found : vocabulary.find(left.toString())) {
      found
          .wishes()
          .forEach(
              wish ->
                  wishes
                      .computeIfAbsent(wish.facet(), facet -> new LinkedHashSet<>())
                      .add(wish.id()));
      blank(left, found.start(), found.end());
    }
    boolean placed = page.isPresent() || unit.isPresent();
    String rest = Fillers.remove(Folding.fold(left.toString()));
    String topic = placed && rest.length() < SHORTEST_TOPIC_BESIDE_A_PLACE ? "" : rest;
    List<String> spelled = Pinyin.syllables(topic);
    return new SearchWords(
        folded,
        topic,
        wishes,
        page,
        unit,
        spelled.size() > MOST_SPELLED ? List.of() : spelled,
        TypedPinyin.read(topic));
  }

  /** The number of the unit that a title names, such as {@code Unit 4 What can you do?}. */
  public static OptionalInt unitNamedBy(String title) {
    return take(UNIT, new StringBuilder(Folding.fold(title)));
  }

  private static String beginning(String folded) {
    int length = folded.codePointCount(0, folded.length());
    return length <= MOST_READ
        ? folded
        : folded.substring(0, folded.offsetByCodePoints(0, MOST_READ)).strip();
  }

  /** Takes a numbered place out of the words. */
  private static OptionalInt take(Pattern place, StringBuilder words) {
    Matcher matcher = place.matcher(words);
    if (!matcher.find()) {
      return OptionalInt.empty();
    }
    String number = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    blank(words, matcher.start(), matcher.end());
    return OptionalInt.of(number(number));
  }

  private static int number(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Integer.parseInt(text);
    }
    int tens = text.startsWith("十") ? 10 : 0;
    String unit = text.replace("十", "");
    return tens + (unit.isEmpty() ? 0 : NUMERALS.indexOf(unit) + 1);
  }

  private static void blank(StringBuilder words, int start, int end) {
    for (int i = start; i < end; i++) {
      words.setCharAt(i, ' ');
    }
  }

  /** Whether the words name something that a lesson can be about, or only where it stands. */
  public boolean hasTopic() {
    return !topic.isEmpty();
  }

  /** The values that they wish for in a facet. */
  public List<String> wished(String facet) {
    return new ArrayList<>(wishes.getOrDefault(facet, Set.of()));
  }
}
