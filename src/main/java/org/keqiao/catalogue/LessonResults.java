package org.keqiao.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.catalogue.search.ChosenFacets;
import org.keqiao.catalogue.search.Highlights;
import org.keqiao.catalogue.search.InnerPassages;
import org.keqiao.store.Entry;

/**
 * What was found.
 *
 * @param matches in order
 * @param facets by facet: how many lessons each value has, as if that facet were not chosen
 * @param total how many lessons there are in all
 * @param next cursor of the page after this one
 * @param rung what was looked for instead, when nothing was found
 * @param meant words that were probably meant
 */
record LessonResults(
    List<Match> matches,
    Map<String, List<ChosenFacets.Count>> facets,
    long total,
    Optional<String> next,
    Optional<Rung> rung,
    Optional<String> meant) {

  /**
   * A lesson that was found.
   *
   * @param lesson the lesson
   * @param highlights where the words stand in it, by field
   * @param ways the ways in which it matched
   * @param said pages and seconds that speak of it
   */
  record Match(
      Entry<Lesson> lesson,
      Map<String, List<Highlights.Marked>> highlights,
      List<String> ways,
      List<InnerPassages.Said> said) {}

  /** Where a search that finds nothing goes on, one after the other. */
  enum Rung {
    /** Everything on the same chapter. */
    NODE,
    /** The same topic in other editions. */
    EDITIONS,
    /** Any of the words. */
    WIDER,
    /** Nothing is left but to ask for such a lesson. */
    ASK
  }

  static LessonResults of(
      List<Match> matches,
      Map<String, List<ChosenFacets.Count>> facets,
      long total,
      Optional<String> next) {
    return new LessonResults(matches, facets, total, next, Optional.empty(), Optional.empty());
  }

  LessonResults on(Rung climbed) {
    return new LessonResults(matches, facets, total, next, Optional.of(climbed), meant);
  }

  LessonResults meaning(Optional<String> words) {
    return new LessonResults(matches, facets, total, next, rung, words);
  }
}
