package org.keqiao.ledger.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;

/** Whole weeks, the first and the last one included. */
public record Weeks(IsoWeek first, IsoWeek last) {

  private static final int MOST = 60;
  private static final int USUAL = 8;
  private static final int FIRST_YEAR = 2000;
  private static final int LAST_YEAR = 2200;

  /**
   * The weeks that some days lie in; the eight weeks up to the last day, or up to today, when
   * nothing is said.
   *
   * @param from a day in China, such as {@code 2026-09-01}
   * @param to a day in China
   * @param today the day in China
   * @throws FaultException invalid, when they are no days, in the wrong order or too many
   */
  public static Weeks of(Optional<String> from, Optional<String> to, LocalDate today) {
    Violations violations = new Violations();
    Optional<LocalDate> first = day("from", from, violations);
    Optional<LocalDate> last = day("to", to, violations);
    violations.refuse();
    IsoWeek end =
        IsoWeek.of(last.orElseGet(() -> first.filter(today::isBefore).map(d -> d).orElse(today)));
    IsoWeek begin =
        first.map(IsoWeek::of).orElseGet(() -> new IsoWeek(end.monday().minusWeeks(USUAL - 1L)));
    if (end.compareTo(begin) < 0) {
      violations.add("to", "last-day-early");
    } else if (begin.monday().plusWeeks(MOST).compareTo(end.monday()) <= 0) {
      violations.add("to", "too-many-weeks", MOST);
    }
    violations.refuse();
    return new Weeks(begin, end);
  }

  private static Optional<LocalDate> day(
      String name, Optional<String> text, Violations violations) {
    try {
      Optional<LocalDate> day = text.map(LocalDate::parse);
      violations.number(name, day.map(LocalDate::getYear), FIRST_YEAR, LAST_YEAR);
      return day;
    } catch (DateTimeParseException unreadable) {
      violations.add(name, "bad-day");
      return Optional.empty();
    }
  }

  /** One after the other. */
  public Stream<IsoWeek> all() {
    return first.to(last);
  }

  /** When they begin. */
  public Instant begin() {
    return first.begins();
  }

  /** When they are over. */
  public Instant end() {
    return last.ends();
  }
}
