package org.keqiao.catalogue.search;

import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.InnerHits;
import co.elastic.clients.elasticsearch.core.search.InnerHitsResult;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Json;

/** Which page or second of a lesson says what was looked for. */
public final class InnerPassages {

  private static final String NAME = "passages";
  private static final int MOST = 3;
  private static final JacksonJsonpMapper MAPPER = new JacksonJsonpMapper(Json.STORED);

  private InnerPassages() {}

  /**
   * A place in a lesson.
   *
   * @param part label of the part that says it
   * @param kind {@code page} or {@code caption}
   * @param place number of the page from 1, or second
   * @param text what it says
   */
  public record Said(String part, String kind, int place, String text) {}

  static InnerHits wanted() {
    return InnerHits.of(i -> i.name(NAME).size(MOST));
  }

  /** The places of a hit, the best first. */
  public static List<Said> of(Hit<?> hit) {
    InnerHitsResult inner = hit.innerHits().get(NAME);
    return inner == null
        ? List.of()
        : inner.hits().hits().stream()
            .flatMap(each -> Optional.ofNullable(each.source()).stream())
            .map(source -> source.to(Said.class, MAPPER))
            .toList();
  }
}
