package org.keqiao.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Entry;

/**
 * What was found.
 *
 * @param lessons in order
 * @param facets by facet: how many lessons each value has, as if that facet were not chosen
 * @param total how many lessons there are in all
 * @param next cursor of the page after this one
 */
record LessonResults(
    List<Entry<Lesson>> lessons,
    Map<String, List<Count>> facets,
    long total,
    Optional<String> next) {

  /** How many lessons a value of a facet has. */
  record Count(String value, long count) {}
}
