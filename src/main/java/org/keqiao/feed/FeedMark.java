package org.keqiao.feed;

import java.time.Instant;

/**
 * How far records and feed were compared.
 *
 * @param since every version that was stored before this moment is in the feed
 * @param page what was stored since is on this page or a later one, if it is in the feed
 */
record FeedMark(Instant since, long page) {

  /** Nothing was compared yet. */
  static final FeedMark NONE = new FeedMark(Instant.EPOCH, 1);
}
