package org.keqiao.catalogue.toc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/** Reads the rows of a table of contents, and notes everything that is wrong with any of them. */
final class TocReading {

  private static final int DEEPEST = 6;
  private static final int LAST_PAGE = 9999;

  private final String textbook;
  private final Violations violations;
  private final Map<String, Integer> rowOf = new HashMap<>();
  private OptionalInt level = OptionalInt.of(0);
  private int page;

  /**
   * @param textbook id of the book, which the ids of its nodes begin with
   * @param violations where faults are noted
   */
  TocReading(String textbook, Violations violations) {
    this.textbook = textbook;
    this.violations = violations;
  }

  /** The rows; they make a tree when nothing was noted. */
  List<TocRow> read(List<CsvTable.Line> lines) {
    if (lines.isEmpty()) {
      violations.add("/rows", "missing");
    }
    List<TocRow> rows = new ArrayList<>();
    for (CsvTable.Line line : lines) {
      rows.add(new TocRow(id(line), level(line), title(line), page(line)));
    }
    return rows;
  }

  private Optional<String> id(CsvTable.Line line) {
    String id = line.cell("id").strip();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    if (!Id.isId(id)
        || !id.startsWith(textbook)
        || !id.substring(textbook.length()).matches("(-\\d+)+")) {
      violations.add(line.pointer("id"), "toc-id-form", textbook);
    } else {
      Integer before = rowOf.putIfAbsent(id, line.number());
      if (before != null) {
        violations.add(line.pointer("id"), "toc-id-twice", id, before);
      }
    }
    return Optional.of(id);
  }

  private int level(CsvTable.Line line) {
    OptionalInt read = number(line, "level", DEEPEST);
    if (read.isPresent() && level.isPresent() && read.getAsInt() > level.getAsInt() + 1) {
      violations.add(
          line.pointer("level"), "toc-level-jump", read.getAsInt(), level.getAsInt() + 1);
    }
    level = read;
    return read.orElse(1);
  }

  private String title(CsvTable.Line line) {
    String title = line.cell("title");
    if (title.isBlank()) {
      violations.add(line.pointer("title"), "missing");
    } else {
      violations.text(line.pointer("title"), title, 1, 200);
    }
    return title;
  }

  private Optional<Integer> page(CsvTable.Line line) {
    if (line.cell("page").isBlank()) {
      return Optional.empty();
    }
    OptionalInt read = number(line, "page", LAST_PAGE);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    if (read.getAsInt() < page) {
      violations.add(line.pointer("page"), "toc-page-backwards", read.getAsInt(), page);
    }
    page = Math.max(page, read.getAsInt());
    return Optional.of(read.getAsInt());
  }

  private OptionalInt number(CsvTable.Line line, String column, int highest) {
    String text = line.cell(column).strip();
    if (text.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= highest) {
        return OptionalInt.of(number);
      }
    }
    violations.add(line.pointer(column), "number-range", 1, highest);
    return OptionalInt.empty();
  }
}
