package org.keqiao.feed;

import java.util.List;

/**
 * Some events in order.
 *
 * @param events those that were wanted
 * @param positions where to go on after each of them
 * @param next where to go on after all that was looked at
 * @param more whether there may be more at once
 */
public record FeedBatch(
    List<FeedEvent> events, List<FeedPosition> positions, FeedPosition next, boolean more) {

  /** Keeps its lists from changing. */
  public FeedBatch {
    events = List.copyOf(events);
    positions = List.copyOf(positions);
  }
}
