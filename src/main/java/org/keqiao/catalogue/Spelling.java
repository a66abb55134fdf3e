package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keqiao.language.Folding;
import org.keqiao.language.Pinyin;

/**
 * How a lesson is found by its sound, and completed while somebody types.
 *
 * @param title spoken of by its title
 * @param topics by its keywords and the chapter that it hangs on
 * @param chapters by the chapters above it
 */
record Spelling(List<String> title, List<String> topics, List<String> chapters) {

  /** Stands between what is typed and the phrase that it completes to. */
  static final char COMPLETES_TO = '|';

  private static final int LONGEST_COMPLETION = 30;

  static Spelling of(Optional<String> title, List<String> keywords, List<String> path) {
    Stream<String> leaf = path.isEmpty() ? Stream.empty() : Stream.of(path.getLast());
    return new Spelling(
        title.map(Folding::fold).stream().toList(),
        Stream.concat(leaf, keywords.stream()).map(Folding::fold).toList(),
        path.stream().limit(Math.max(0, path.size() - 1)).map(Folding::fold).toList());
  }

  /** Adds the fields to a card; only what everybody may find completes what somebody types. */
  void describe(Map<String, Object> card, boolean findable) {
    List<List<String>> spoken =
        Stream.of(title, topics, chapters)
            .flatMap(List::stream)
            .map(Pinyin::syllables)
            .filter(syllables -> !syllables.isEmpty())
            .toList();
    card.put("pinyin", spoken.stream().map(Spelling::text).toList());
    card.put("loose", spoken.stream().map(Pinyin::loose).map(Spelling::text).toList());
    card.put("initials", spoken.stream().map(Pinyin::initials).map(Spelling::text).toList());
    Set<String> completions = new LinkedHashSet<>();
    if (findable) {
      title.stream().filter(Spelling::isShort).forEach(completions::add);
      topics.stream()
          .filter(Spelling::isShort)
          .forEach(phrase -> completions.addAll(completions(phrase)));
    }
    if (!completions.isEmpty()) {
      card.put("suggest", List.copyOf(completions));
    }
  }

  private static boolean isShort(String phrase) {
    return !phrase.isEmpty()
        && phrase.length() <= LONGEST_COMPLETION
        && phrase.indexOf(COMPLETES_TO) < 0;
  }

  private static List<String> completions(String phrase) {
    List<String> syllables = Pinyin.syllables(phrase);
    List<String> typed = new ArrayList<>();
    typed.add(phrase);
    typed.add(String.join("", syllables) + COMPLETES_TO + phrase);
    typed.add(String.join("", Pinyin.initials(syllables)) + COMPLETES_TO + phrase);
    return typed;
  }

  private static String text(List<String> syllables) {
    return String.join(" ", syllables);
  }
}
