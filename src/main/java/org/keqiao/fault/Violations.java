package org.keqiao.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects everything that is wrong with a request, so that the caller hears of it at once. */
public final class Violations {

  private final List<Violation> found = new ArrayList<>();

  /** Notes a violation. */
  public Violations add(String pointer, String code, Object... arguments) {
    found.add(Violation.of(pointer, code, arguments));
    return this;
  }

  /** Wants a text of {@code lowest} to {@code highest} characters that is not blank. */
  public Violations text(String pointer, String value, int lowest, int highest) {
    int length = value.codePointCount(0, value.length());
    if (length < lowest || length > highest || (lowest > 0 && value.isBlank())) {
      add(pointer, "text-length", lowest, highest);
    }
    return this;
  }

  /** Wants the text, when there is one, to be no longer than {@code highest} characters. */
  public Violations text(String pointer, Optional<String> value, int highest) {
    value.ifPresent(text -> text(pointer, text, 0, highest));
    return this;
  }

  /** Wants the number, when there is one, to be from {@code lowest} to {@code highest}. */
  public Violations number(
      String pointer, Optional<? extends Number> value, long lowest, long highest) {
    value
        .map(Number::longValue)
        .filter(number -> number < lowest || number > highest)
        .ifPresent(number -> add(pointer, "number-range", lowest, highest));
    return this;
  }

  /** Wants at most {@code most} texts of at most {@code highest} characters. */
  public Violations texts(String pointer, List<String> values, int most, int highest) {
    if (values.size() > most) {
      add(pointer, "too-many-items", most);
    }
    for (int i = 0; i < values.size(); i++) {
      text(pointer + "/" + i, values.get(i), 1, highest);
    }
    return this;
  }

  /**
   * @throws FaultException invalid, when anything was noted
   */
  public void refuse() {
    if (!found.isEmpty()) {
      throw FaultException.invalid(List.copyOf(found));
    }
  }

  /** What was noted so far. */
  public List<Violation> found() {
    return List.copyOf(found);
  }
}
