package org.keqiao.shards;

import java.util.List;
import java.util.stream.Stream;

/**
 * The first lessons of an order that goes across all shelves.
 *
 * @param items in order, at most {@value #MOST}
 */
record Picks(List<LessonEntry> items) {

  static final int MOST = 100;

  /** Those that were published last. */
  static Picks newest(Stream<LessonEntry> all) {
    return new Picks(all.sorted(LessonEntry.NEWEST_FIRST).limit(MOST).toList());
  }
}
