package org.keqiao.catalogue.toc;

import java.util.List;
import org.keqiao.csv.CsvTable;

/** A table of contents as CSV: one row a node, in the order of the book. */
final class TocFile {

  private static final int MOST_ROWS = 2000;
  private static final CsvTable TABLE =
      new CsvTable(List.of("id", "level", "title", "page"), MOST_ROWS);

  private TocFile() {}

  /** The file of a table of contents. */
  static byte[] write(List<TocRow> rows) {
    return TABLE.write(
        rows.stream()
            .map(
                row ->
                    List.of(
                        row.id().orElse(""),
                        Integer.toString(row.level()),
                        row.title(),
                        row.page().map(String::valueOf).orElse(""))));
  }

  /**
   * The rows of a file.
   *
   * @throws org.keqiao.fault.FaultException invalid, when it cannot be read as such a table
   */
  static List<CsvTable.Line> read(byte[] file) {
    return TABLE.read(file);
  }
}
