package org.keqiao.shards;

import java.util.Collection;
import java.util.List;

/**
 * The lessons of a section that follow no textbook.
 *
 * @param id of the section in the taxonomy
 * @param lessons how many there are
 * @param items the newest first
 */
record SectionShard(String id, int lessons, List<LessonEntry> items) {

  static SectionShard of(String id, Collection<LessonEntry> entries) {
    return new SectionShard(
        id, entries.size(), entries.stream().sorted(LessonEntry.NEWEST_FIRST).toList());
  }
}
