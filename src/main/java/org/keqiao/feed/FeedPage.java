package org.keqiao.feed;

import java.time.Instant;
import java.util.List;

/**
 * Some events of the feed that were written at once.
 *
 * @param at when
 * @param events in order; all of a record's version stand on one page
 */
public record FeedPage(Instant at, List<FeedEvent> events) {

  /** Keeps its list from changing. */
  public FeedPage {
    events = List.copyOf(events);
  }

  /** Sequence of the last event. */
  long last() {
    return events.getLast().sequence();
  }
}
