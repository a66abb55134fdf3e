package org.keqiao.feed;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Which events somebody wants, and may have.
 *
 * @param types empty for all
 * @param nodes schools and regions, in each of which it must lie; empty for any
 * @param within schools and regions, in one of which it must lie; absent for any
 */
public record FeedFilter(Set<String> types, Set<String> nodes, Optional<Set<String>> within) {

  /** Keeps its sets from changing. */
  public FeedFilter {
    types = Set.copyOf(types);
    nodes = Set.copyOf(nodes);
  }

  boolean wants(FeedEvent event) {
    return (types.isEmpty() || types.contains(event.type()))
        && event.places().containsAll(nodes)
        && within.map(any -> !Collections.disjoint(any, event.places())).orElse(true);
  }
}
