package org.keqiao.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.keqiao.catalogue.LessonResults.Rung;
import org.keqiao.catalogue.search.SearchWords;
import org.keqiao.identity.Profile;

/**
 * Where a search that finds nothing goes on: everything on the same chapter, then the same topic in
 * other editions, then any of the words, then the question whether to ask for such a lesson.
 */
final class SearchLadder {

  private final LessonSearch search;
  private final Function<String, SearchWords> read;

  /**
   * @param read reads words
   */
  SearchLadder(LessonSearch search, Function<String, SearchWords> read) {
    this.search = search;
    this.read = read;
  }

  /**
   * Climbs until something is found.
   *
   * @param nothing what the search itself found
   * @param chapter title of the node that was looked in
   */
  LessonResults climb(
      LessonResults nothing, LessonQuery query, Optional<String> chapter, Profile profile) {
    Optional<SearchWords> topic = query.words().or(() -> chapter).map(read);
    if (query.node().isPresent()) {
      LessonResults found = search.find(onNode(query), Optional.empty(), profile);
      if (found.total() > 0) {
        return found.on(Rung.NODE);
      }
    }
    if (topic.isPresent() || !query.points().isEmpty()) {
      LessonResults found = search.find(anyEdition(query), topic, profile);
      if (found.total() > 0) {
        return found.on(Rung.EDITIONS);
      }
    }
    if (topic.isPresent()) {
      LessonResults wider = search.findAny(anywhere(query), topic.get(), profile);
      if (wider.total() > 0) {
        return wider.on(Rung.WIDER);
      }
    }
    return nothing.on(Rung.ASK);
  }

  private static LessonQuery onNode(LessonQuery query) {
    return query.within(query.node(), query.textbook(), List.of(), Map.of());
  }

  private static LessonQuery anyEdition(LessonQuery query) {
    Map<String, List<String>> facets = new TreeMap<>(query.facets());
    facets.remove("edition");
    return query.within(Optional.empty(), Optional.empty(), query.points(), facets);
  }

  private static LessonQuery anywhere(LessonQuery query) {
    return query.within(Optional.empty(), Optional.empty(), List.of(), Map.of());
  }
}
