package org.keqiao.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.keqiao.catalogue.search.SearchWords;

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

  /** How many pages the last node of a book may have. */
  private static final int PAGES_OF_THE_LAST = 8;

  /** The nodes from the top of the tree down to {@code node}; empty when there is no such node. */
  public List<Chapter> path(String node) {
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

  /** The same book with another table of contents. */
  public Textbook withChapters(List<Chapter> changed) {
    return new Textbook(stage, subject, edition, grade, volume, title, changed);
  }

  /**
   * Where a node stands in the printed book.
   *
   * @param unit number of the unit that it belongs to
   * @param firstPage where it begins, if the table of contents says so
   * @param lastPage the page before the next node begins
   */
  record Place(int unit, Optional<Integer> firstPage, int lastPage) {

    /** Adds its fields to a card. */
    void describe(Map<String, Object> card) {
      card.put("unit", unit);
      firstPage.ifPresent(
          first -> card.put("pages", Map.of("gte", first, "lte", Math.max(first, lastPage))));
    }
  }

  /** Where a node stands; nothing when there is no such node. */
  Optional<Place> place(String node) {
    List<Chapter> path = path(node);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Chapter own = path.getLast();
    int last =
        following(chapters, own.id(), new boolean[1])
            .map(next -> next - 1)
            .orElse(own.page().orElse(0) + PAGES_OF_THE_LAST);
    return Optional.of(new Place(unit(path.getFirst()), own.page(), last));
  }

  /** The number that the book itself gives a unit, else its place among the chapters. */
  private int unit(Chapter top) {
    OptionalInt printed = SearchWords.unitNamedBy(top.title());
    return printed.orElse(chapters.indexOf(top) + 1);
  }

  /** The page where the first node begins that comes after a node and is not below it. */
  private static Optional<Integer> following(List<Chapter> level, String node, boolean[] passed) {
    for (Chapter chapter : level) {
      if (passed[0] && chapter.page().isPresent()) {
        return chapter.page();
      }
      if (chapter.id().equals(node)) {
        passed[0] = true;
        continue;
      }
      Optional<Integer> below = following(chapter.children(), node, passed);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }
}
