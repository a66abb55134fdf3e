package org.keqiao.roster;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keqiao.csv.CsvTable;
import org.keqiao.fault.Violations;

/** Reads the cells of one row, and notes those that cannot be read. */
record Cells(CsvTable.Line line, Violations violations) {

  Optional<String> text(String column) {
    return line.text(column);
  }

  /** A text with the blanks around it. */
  Optional<String> exact(String column) {
    return Optional.of(line.cell(column)).filter(text -> !text.isBlank());
  }

  /** A whole number. */
  Optional<Integer> number(String column) {
    Optional<String> text = text(column);
    if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
      violations.add("/" + column, "csv-number", shown(text.get()));
      return Optional.empty();
    }
    return text.map(Integer::valueOf);
  }

  /** {@code true} or {@code false}. */
  Optional<Boolean> flag(String column) {
    Optional<String> text = text(column);
    if (text.isPresent() && !List.of("true", "false").contains(text.get())) {
      violations.add("/" + column, "unknown-term", shown(text.get()));
      return Optional.empty();
    }
    return text.map(Boolean::valueOf);
  }

  /** Words between blanks. */
  List<String> words(String column) {
    return text(column).stream().flatMap(text -> Arrays.stream(text.split("\\s+"))).toList();
  }

  /** Pairs such as {@code classroom:12 library:1}. */
  Map<String, Integer> counts(String column) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String word : words(column)) {
      String[] pair = word.split(":", 2);
      if (pair.length == 2 && pair[1].matches("\\d{1,9}")) {
        counts.put(pair[0], Integer.valueOf(pair[1]));
      } else {
        violations.add("/" + column, "csv-count", shown(word));
      }
    }
    return counts;
  }

  static String counts(Map<String, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(each -> each.getKey() + ":" + each.getValue())
            .collect(Collectors.joining(" "));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 50));
  }
}
