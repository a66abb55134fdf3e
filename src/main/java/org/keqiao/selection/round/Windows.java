package org.keqiao.selection.round;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.keqiao.fault.Violations;

/**
 * When what happens, one after the other: entries are taken from {@code opens} until before {@code
 * closes}, scored from then until before {@code decides}, and objected to from {@code announces}
 * until before {@code ends}.
 */
public record Windows(
    Instant opens, Instant closes, Instant decides, Instant announces, Instant ends) {

  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

  /** Refuses windows that are not all there, as JSON may bring them. */
  public Windows {
    Stream.of(opens, closes, decides, announces, ends).forEach(Objects::requireNonNull);
  }

  /** Notes when they are not in order, or far away. */
  void check(Violations violations) {
    if (opens.isBefore(FIRST) || ends.isAfter(LAST)) {
      violations.add("/windows", "window-order");
    }
    if (!opens.isBefore(closes)) {
      violations.add("/windows/closes", "window-order");
    }
    if (!closes.isBefore(decides)) {
      violations.add("/windows/decides", "window-order");
    }
    if (announces.isBefore(decides)) {
      violations.add("/windows/announces", "window-order");
    }
    if (!announces.isBefore(ends)) {
      violations.add("/windows/ends", "window-order");
    }
  }

  Windows reopened(Instant decide) {
    Instant announce = decide.isAfter(announces) ? decide : announces;
    return new Windows(
        opens, closes, decide, announce, announce.isBefore(ends) ? ends : announce.plusSeconds(1));
  }
}
