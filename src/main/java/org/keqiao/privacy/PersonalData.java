package org.keqiao.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Every kind of record and what it says about people: the table of {@code personal-data.txt}. */
public final class PersonalData {

  private static final String FILE = "/personal-data.txt";
  private static final int COLUMNS = 5;
  private static final String NONE = "-";
  private static final List<PersonalDatum> TABLE = read();

  private PersonalData() {}

  /** All kinds, those that say nothing about anybody too. */
  public static List<PersonalDatum> table() {
    return TABLE;
  }

  private static List<PersonalDatum> read() {
    return text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .skip(1)
        .map(PersonalData::row)
        .toList();
  }

  private static PersonalDatum row(String line) {
    List<String> cells = List.of(line.strip().split("\\s*\\|\\s*"));
    if (cells.size() != COLUMNS) {
      throw new IllegalStateException("%s: a row of %s is not whole".formatted(FILE, cells));
    }
    List<String> data = NONE.equals(cells.get(1)) ? List.of() : List.of(cells.get(1).split(" "));
    return new PersonalDatum(cells.getFirst(), data, cells.get(2), cells.get(3), cells.get(4));
  }

  private static String text() {
    try (InputStream in = PersonalData.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
