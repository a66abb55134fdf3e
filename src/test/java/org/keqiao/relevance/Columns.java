package org.keqiao.relevance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A row of a table of this test: columns stand between bars, a line that begins with # is a remark.
 */
record Columns(List<String> texts) {

  static List<Columns> of(String table) {
    String resource = "/relevance/" + table;
    try (InputStream in = Columns.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + resource);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> new Columns(Arrays.stream(line.split("\\|")).map(String::strip).toList()))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A column; what the row does not reach is empty. */
  String text(int column) {
    return column < texts.size() ? texts.get(column) : "";
  }

  double number(int column) {
    return Double.parseDouble(text(column));
  }

  /** The values of a column that holds several. */
  List<String> list(int column, String separator) {
    return text(column).isEmpty() ? List.of() : List.of(text(column).split(separator));
  }
}
