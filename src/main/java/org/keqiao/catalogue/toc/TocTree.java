package org.keqiao.catalogue.toc;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keqiao.catalogue.Chapter;

/** Makes a tree of rows whose levels fit, and names what is new in it. */
final class TocTree {

  private final List<TocRow> rows;
  private final Set<String> taken;
  private int at;

  /**
   * @param rows in the order of the book, each at most one level below the one before
   * @param taken ids that a new node must not have; the new ones are added
   */
  TocTree(List<TocRow> rows, Set<String> taken) {
    this.rows = rows;
    this.taken = taken;
  }

  /** The chapters of a book. */
  List<Chapter> chapters(String textbook) {
    return below(textbook, 1);
  }

  private List<Chapter> below(String parent, int level) {
    List<Chapter> siblings = new ArrayList<>();
    while (at < rows.size() && rows.get(at).level() == level) {
      TocRow row = rows.get(at);
      at++;
      String id = row.id().orElseGet(() -> fresh(parent, siblings.size() + 1));
      siblings.add(new Chapter(id, row.title(), row.page(), below(id, level + 1)));
    }
    return List.copyOf(siblings);
  }

  /** Node ids are the id of what they lie in and a number. */
  private String fresh(String parent, int first) {
    int number = first;
    while (!taken.add(parent + "-" + number)) {
      number++;
    }
    return parent + "-" + number;
  }
}
