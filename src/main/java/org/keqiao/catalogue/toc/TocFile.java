package org.keqiao.catalogue.toc;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;

/** A table of contents as CSV (RFC 4180): one row a node, in the order of the book. */
final class TocFile {

  /** The columns, of which the first row gives the names. */
  static final List<String> COLUMNS = List.of("id", "level", "title", "page");

  private static final int MOST_ROWS = 2000;

  private TocFile() {}

  /**
   * A row as it was sent.
   *
   * @param number its number in the spreadsheet; the names of the columns are row 1
   * @param cells text by column
   */
  record Line(int number, Map<String, String> cells) {

    /** What stands in a column; blank when the row is too short. */
    String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    /** Where it stands, for whoever is told what is wrong. */
    String pointer(String column) {
      return "/rows/%d/%s".formatted(number, column);
    }
  }

  /** The file of a table of contents, in UTF-8. */
  static byte[] write(List<TocRow> rows) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(COLUMNS.toArray(String[]::new)).get();
    try (var printer = format.print(text)) {
      for (TocRow row : rows) {
        printer.printRecord(
            row.id().orElse(""),
            row.level(),
            FormulaGuard.guard(row.title()),
            row.page().map(String::valueOf).orElse(""));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return CsvText.encode(text.toString());
  }

  /**
   * The rows of a file; blank ones are passed over.
   *
   * @throws FaultException invalid, when it cannot be read as such a table
   */
  static List<Line> read(byte[] file) {
    List<CSVRecord> records = parse(CsvText.decode(file));
    if (records.isEmpty()) {
      throw FaultException.malformed("body-missing");
    }
    Map<String, Integer> columns = columns(records.getFirst());
    List<Line> lines =
        records.stream()
            .skip(1)
            .filter(each -> each.stream().anyMatch(cell -> !cell.isBlank()))
            .map(each -> line(each, columns))
            .toList();
    if (lines.size() > MOST_ROWS) {
      throw FaultException.invalid(
          new Violations().add("/rows", "too-many-items", MOST_ROWS).found());
    }
    return lines;
  }

  private static List<CSVRecord> parse(String text) {
    List<CSVRecord> records = new ArrayList<>();
    try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(text))) {
      parser.forEach(records::add);
      return records;
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      throw FaultException.invalid("csv-broken", records.size() + 1);
    }
  }

  private static Map<String, Integer> columns(CSVRecord names) {
    Violations violations = new Violations();
    Map<String, Integer> columns = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip().toLowerCase(Locale.ROOT);
      if (COLUMNS.contains(name) && columns.putIfAbsent(name, i) != null) {
        violations.add("/rows/1/" + name, "duplicate", name);
      } else if (!COLUMNS.contains(name) && !name.isEmpty()) {
        String shown = name.substring(0, Math.min(name.length(), 50));
        violations.add("/rows/1", "csv-column-unknown", shown);
      }
    }
    COLUMNS.stream()
        .filter(name -> !columns.containsKey(name))
        .forEach(name -> violations.add("/rows/1/" + name, "csv-column-missing", name));
    violations.refuse();
    return columns;
  }

  private static Line line(CSVRecord row, Map<String, Integer> columns) {
    Map<String, String> cells = new LinkedHashMap<>();
    columns.forEach(
        (name, index) ->
            Optional.of(index)
                .filter(each -> each < row.size())
                .ifPresent(each -> cells.put(name, row.get(each))));
    return new Line(Math.toIntExact(row.getRecordNumber()), cells);
  }
}
