package org.keqiao.catalogue.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keqiao.catalogue.Life;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;

/** Every reason, in the order of {@code reasons.txt}. */
public final class ReasonTable {

  private static final int COLUMNS = 5;

  private final Map<String, Reason> reasons = new LinkedHashMap<>();

  private ReasonTable(List<Reason> all) {
    all.forEach(reason -> reasons.put(reason.code(), reason));
  }

  /** The table that comes with the program. */
  public static ReasonTable read() {
    try (InputStream file = ReasonTable.class.getResourceAsStream("/reasons.txt")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return new ReasonTable(
          text.lines()
              .filter(line -> !line.isBlank() && !line.startsWith("#"))
              .map(ReasonTable::reason)
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Reason reason(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != COLUMNS) {
      throw new IllegalStateException("not a row of reasons: " + line);
    }
    return new Reason(
        cells[0].strip(),
        cells[1].strip(),
        Life.Severity.valueOf(cells[2].strip().toUpperCase(Locale.ROOT)),
        cells[3].strip(),
        cells[4].strip());
  }

  /** All of them. */
  public List<Reason> all() {
    return List.copyOf(reasons.values());
  }

  /** The reason of a code. */
  public Optional<Reason> find(String code) {
    return Optional.ofNullable(reasons.get(code));
  }

  /**
   * The reason of a code that a caller sent.
   *
   * @throws FaultException invalid, when there is none
   */
  public Reason require(String code) {
    return find(code)
        .orElseThrow(
            () -> FaultException.invalid(List.of(Violation.of("/reason", "unknown-term", code))));
  }
}
