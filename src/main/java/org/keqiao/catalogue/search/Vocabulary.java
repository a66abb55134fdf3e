package org.keqiao.catalogue.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.language.Folding;

/** The phrases that name a term of the taxonomy, long ones before short ones. */
public final class Vocabulary {

  private static final String NUMERALS = "一二三四五六七八九";
  private static final String GRADE = "年级";

  private final Map<String, List<Wish>> phrases;
  private final int longest;

  private Vocabulary(Map<String, List<Wish>> phrases) {
    this.phrases = Map.copyOf(phrases);
    this.longest = phrases.keySet().stream().mapToInt(String::length).max().orElse(0);
  }

  /**
   * That the searcher named a term.
   *
   * @param facet facet of the term
   * @param id id of the term
   */
  public record Wish(String facet, String id) {}

  /**
   * A term and what it is called.
   *
   * @param wish the term
   * @param names every name that people use
   */
  public record Named(Wish wish, List<String> names) {}

  /**
   * Collects the names of terms, and the short forms that teachers make of a grade and a volume: 三上
   * is 三年级上册.
   */
  public static Vocabulary of(List<Named> terms) {
    Map<String, List<Wish>> phrases = new HashMap<>();
    List<Named> volumes = new ArrayList<>();
    List<Named> grades = new ArrayList<>();
    for (Named term : terms) {
      List<String> names = term.names().stream().flatMap(Vocabulary::spellings).toList();
      names.forEach(name -> phrases.merge(name, List.of(term.wish()), Vocabulary::both));
      Named spelled = new Named(term.wish(), names);
      switch (term.wish().facet()) {
        case "grade" -> grades.add(spelled);
        case "volume" -> volumes.add(spelled);
        default -> {}
      }
    }
    for (Named grade : grades) {
      for (Named volume : volumes) {
        shortForms(grade, volume)
            .forEach(form -> phrases.putIfAbsent(form, List.of(grade.wish(), volume.wish())));
      }
    }
    return new Vocabulary(phrases);
  }

  private static List<Wish> both(List<Wish> one, List<Wish> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  private static Stream<String> spellings(String name) {
    String folded = Folding.fold(name);
    int numeral = folded.endsWith(GRADE) ? NUMERALS.indexOf(folded.charAt(0)) : -1;
    return numeral < 0 ? Stream.of(folded) : Stream.of(folded, (numeral + 1) + GRADE);
  }

  private static Stream<String> shortForms(Named grade, Named volume) {
    return grade.names().stream()
        .flatMap(name -> Stream.of(name, name.replace(GRADE, "")))
        .flatMap(
            name ->
                volume.names().stream()
                    .filter(half -> half.endsWith("册") && half.length() == 2)
                    .map(half -> half.substring(0, 1))
                    .flatMap(half -> Stream.of(half, half + "册", half + "学期"))
                    .map(half -> name + half));
  }

  /**
   * A phrase found in a text.
   *
   * @param start where it begins
   * @param end where it ends, exclusive
   * @param wishes what it names
   */
  record Found(int start, int end, List<Wish> wishes) {}

  /** The phrases of a folded text, the longest at each place, none overlapping another. */
  List<Found> find(String folded) {
    List<Found> found = new ArrayList<>();
    int at = 0;
    while (at < folded.length()) {
      Optional<Found> phrase = longestAt(folded, at);
      phrase.ifPresent(found::add);
      at = phrase.map(Found::end).orElse(at + 1);
    }
    return found;
  }

  private Optional<Found> longestAt(String folded, int at) {
    return Stream.iterate(
            Math.min(longest, folded.length() - at), length -> length > 0, length -> length - 1)
        .map(length -> at + length)
        .filter(end -> phrases.containsKey(folded.substring(at, end)))
        .filter(end -> standsAlone(folded, at, end))
        .map(end -> new Found(at, end, phrases.getOrDefault(folded.substring(at, end), List.of())))
        .findFirst();
  }

  /** A name in Latin letters or digits is no part of a longer word. */
  private static boolean standsAlone(String folded, int start, int end) {
    return !(start > 0 && isLatin(folded, start - 1) && isLatin(folded, start))
        && !(end < folded.length() && isLatin(folded, end - 1) && isLatin(folded, end));
  }

  private static boolean isLatin(String text, int at) {
    char letter = text.charAt(at);
    return letter < 128 && Character.isLetterOrDigit(letter);
  }
}
