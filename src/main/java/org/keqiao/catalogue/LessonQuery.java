package org.keqiao.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller looks for.
 *
 * @param words in her own words
 * @param facets values by facet: several values of one facet are alternatives
 * @param node chapter that the lessons hang on, or below
 * @param textbook id of the textbook
 * @param points knowledge points, in folded form: lessons that have any of them
 * @param viewer who looks: only what she may see is found
 * @param owner account whose lessons are looked for, in every state
 * @param state lessons in this state; {@code published} unless {@code owner} is given
 * @param newestFirst instead of the best match first
 * @param limit how many
 * @param cursor where the page begins
 */
record LessonQuery(
    Optional<String> words,
    Map<String, List<String>> facets,
    Optional<String> node,
    Optional<String> textbook,
    List<String> points,
    Viewer viewer,
    Optional<String> owner,
    Optional<String> state,
    boolean newestFirst,
    int limit,
    Optional<String> cursor) {

  /** The same question asked of other places. */
  LessonQuery within(
      Optional<String> otherNode,
      Optional<String> otherTextbook,
      List<String> otherPoints,
      Map<String, List<String>> otherFacets) {
    return new LessonQuery(
        words,
        otherFacets,
        otherNode,
        otherTextbook,
        otherPoints,
        viewer,
        owner,
        state,
        newestFirst,
        limit,
        cursor);
  }
}
