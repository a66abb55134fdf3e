package org.keqiao.catalogue.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.language.Folding;
import org.keqiao.language.Pinyin;

/** Guesses the words that somebody meant who chose other characters of the same sound. */
public final class Meant {

  private static final Set<String> AS_WRITTEN = Set.of(Matching.TITLE, Matching.TOPIC);

  private Meant() {}

  /**
   * The part of a lesson's phrases that sounds like the topic and is written otherwise.
   *
   * @param ways in which the best lesson matched
   * @param phrases title, chapters and keywords of that lesson
   */
  public static Optional<String> by(SearchWords words, List<String> ways, List<String> phrases) {
    if (words.spelled().size() < 2 || ways.stream().anyMatch(AS_WRITTEN::contains)) {
      return Optional.empty();
    }
    List<String> sought = Pinyin.loose(words.spelled());
    return phrases.stream()
        .map(Folding::fold)
        .flatMap(phrase -> soundingLike(phrase, words.topic().length(), sought).stream())
        .filter(part -> !part.equals(words.topic()))
        .findFirst();
  }

  private static Optional<String> soundingLike(String phrase, int length, List<String> sought) {
    for (int start = 0; start + length <= phrase.length(); start++) {
      String part = phrase.substring(start, start + length);
      if (Pinyin.loose(Pinyin.syllables(part)).equals(sought)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }
}
