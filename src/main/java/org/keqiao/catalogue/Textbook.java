package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A volume of an edition, with its table of contents. Terms are ids of the {@link Taxonomy}.
 *
 * @param title as people name it, such as 人教版数学三年级上册
 * @param chapters in the order of the book
 */
public record Textbook(
    String stage,
    String subject,
    String edition,
    String grade,
    String volume,
    String title,
    List<Chapter> chapters) {

  /** The nodes from the top of the tree down to {@code node}; empty when there is no such node. */
  List<Chapter> path(String node) {
    List<Chapter> path = new ArrayList<>();
    return descend(chapters, node, path) ? List.copyOf(path) : List.of();
  }

  private static boolean descend(List<Chapter> level, String node, List<Chapter> path) {
    for (Chapter chapter : level) {
      path.add(chapter);
      if (chapter.id().equals(node) || descend(chapter.children(), node, path)) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }
}
