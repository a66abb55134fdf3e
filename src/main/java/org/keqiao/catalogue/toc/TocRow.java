package org.keqiao.catalogue.toc;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.catalogue.Chapter;

/**
 * A row of a table of contents.
 *
 * @param id id of the node; absent for one that is new
 * @param level 1 for a unit, one more for what lies in it
 * @param title as printed
 * @param page where it begins
 */
record TocRow(Optional<String> id, int level, String title, Optional<Integer> page) {

  /** The rows of a tree, in the order of the book. */
  static List<TocRow> of(List<Chapter> chapters) {
    return rows(chapters, 1).toList();
  }

  private static Stream<TocRow> rows(List<Chapter> chapters, int level) {
    return chapters.stream()
        .flatMap(
            chapter ->
                Stream.concat(
                    Stream.of(
                        new TocRow(
                            Optional.of(chapter.id()), level, chapter.title(), chapter.page())),
                    rows(chapter.children(), level + 1)));
  }
}
