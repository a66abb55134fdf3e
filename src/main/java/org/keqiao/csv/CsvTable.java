package org.keqiao.csv;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;

/**
 * A kind of table as CSV (RFC 4180). A cell that a spreadsheet would run as a formula is written so
 * that it does not, and read as it was.
 *
 * @param columns of which the first row gives the names, in any order and case
 * @param mostRows how many rows it may have
 */
public record CsvTable(List<String> columns, int mostRows) {

  private static final int LONGEST_NAME_SHOWN = 50;
  private static final int PIECE = 1 << 16;

  /** Keeps its columns from changing. */
  public CsvTable {
    columns = List.copyOf(columns);
  }

  /**
   * A row as it was sent.
   *
   * @param number its number in the spreadsheet; the names of the columns are row 1
   * @param cells text by column
   */
  public record Line(int number, Map<String, String> cells) {

    /** What stands in a column; blank when the row is too short. */
    public String cell(String column) {
      return cells.getOrDefault(column, "");
    }

    /** The same without blanks around it; nothing when nothing else is there. */
    public Optional<String> text(String column) {
      return Optional.of(cell(column).strip()).filter(text -> !text.isEmpty());
    }

    /** Where it stands, for whoever is told what is wrong. */
    public String pointer(String column) {
      return "/rows/%d/%s".formatted(number, column);
    }
  }

  /** The file of a table, in UTF-8 with the mark by which Excel knows it. */
  public byte[] write(Stream<List<String>> rows) {
    return CsvText.encode(text(rows));
  }

  /** The same in pieces, while the rows come. */
  public void write(Stream<List<String>> rows, Consumer<byte[]> pieces) {
    pieces.accept(write(Stream.empty()));
    CSVFormat format = CSVFormat.RFC4180;
    StringBuilder text = new StringBuilder();
    try (var printer = format.print(text)) {
      for (List<String> row : (Iterable<List<String>>) rows::iterator) {
        printer.printRecord(row.stream().map(FormulaGuard::guard));
        if (text.length() > PIECE) {
          pieces.accept(text.toString().getBytes(StandardCharsets.UTF_8));
          text.setLength(0);
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (!text.isEmpty()) {
      pieces.accept(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The same as text, without the mark. */
  public String text(Stream<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(columns.toArray(String[]::new)).get();
    try (var printer = format.print(text)) {
      for (List<String> row : (Iterable<List<String>>) rows::iterator) {
        printer.printRecord(row.stream().map(FormulaGuard::guard));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  /**
   * The rows of a file; blank ones are passed over.
   *
   * @throws FaultException invalid, when it cannot be read as such a table
   */
  public List<Line> read(byte[] file) {
    List<CSVRecord> records = parse(CsvText.decode(file));
    if (records.isEmpty()) {
      throw FaultException.malformed("body-missing");
    }
    Map<String, Integer> places = places(records.getFirst());
    List<Line> lines =
        records.stream()
            .skip(1)
            .filter(each -> each.stream().anyMatch(cell -> !cell.isBlank()))
            .map(each -> line(each, places))
            .toList();
    if (lines.size() > mostRows) {
      throw FaultException.invalid(
          new Violations().add("/rows", "too-many-items", mostRows).found());
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

  private Map<String, Integer> places(CSVRecord names) {
    Violations violations = new Violations();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).strip();
      Optional<String> column = columns.stream().filter(name::equalsIgnoreCase).findFirst();
      if (column.isPresent() && places.putIfAbsent(column.get(), i) != null) {
        violations.add("/rows/1/" + column.get(), "duplicate", name);
      } else if (column.isEmpty() && !name.isEmpty()) {
        String shown = name.substring(0, Math.min(name.length(), LONGEST_NAME_SHOWN));
        violations.add("/rows/1", "csv-column-unknown", shown, String.join(", ", columns));
      }
    }
    columns.stream()
        .filter(name -> !places.containsKey(name))
        .forEach(
            name ->
                violations.add(
                    "/rows/1/" + name, "csv-column-missing", name, String.join(", ", columns)));
    violations.refuse();
    return places;
  }

  private static Line line(CSVRecord row, Map<String, Integer> places) {
    Map<String, String> cells = new LinkedHashMap<>();
    places.forEach(
        (name, index) ->
            Optional.of(index)
                .filter(each -> each < row.size())
                .ifPresent(each -> cells.put(name, FormulaGuard.release(row.get(each)))));
    return new Line(Math.toIntExact(row.getRecordNumber()), cells);
  }
}
