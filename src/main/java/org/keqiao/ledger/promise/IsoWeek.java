package org.keqiao.ledger.promise;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.pairing.agreement.Agreement;

/**
 * A week of ISO 8601, from Monday to Sunday in China.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {

  private static final int DAYS = 7;
  private static final Pattern FORM = Pattern.compile("(\\d{4})-W(\\d{2})");

  /** The week that a day lies in. */
  public static IsoWeek of(LocalDate day) {
    return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The week that a moment lies in. */
  public static IsoWeek of(Instant moment) {
    return of(LocalDate.ofInstant(moment, Agreement.CHINA));
  }

  /** The week of a name such as {@code 2026-W37}; nothing when it names none. */
  public static Optional<IsoWeek> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      LocalDate first = LocalDate.of(Integer.parseInt(parts.group(1)), 1, 4);
      IsoWeek week =
          of(first.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(parts.group(2))));
      return Optional.of(week).filter(found -> found.toString().equals(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** Reads what {@link #toString} wrote. */
  @JsonCreator
  static IsoWeek read(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("not a week: " + text));
  }

  /** Its days. */
  public List<LocalDate> days() {
    return IntStream.range(0, DAYS).mapToObj(monday::plusDays).toList();
  }

  /** Its last day. */
  public LocalDate sunday() {
    return monday.plusDays(DAYS - 1L);
  }

  /** When it begins. */
  public Instant begins() {
    return monday.atStartOfDay(Agreement.CHINA).toInstant();
  }

  /** When the next one begins. */
  public Instant ends() {
    return next().begins();
  }

  /** The one after it. */
  public IsoWeek next() {
    return new IsoWeek(monday.plusDays(DAYS));
  }

  /** All from this one to another one, both included. */
  public Stream<IsoWeek> to(IsoWeek last) {
    return Stream.iterate(this, week -> week.compareTo(last) <= 0, IsoWeek::next);
  }

  @Override
  public int compareTo(IsoWeek other) {
    return monday.compareTo(other.monday);
  }

  /** Its name, such as {@code 2026-W37}. */
  @Override
  @JsonValue
  public String toString() {
    return "%04d-W%02d"
        .formatted(
            monday.get(IsoFields.WEEK_BASED_YEAR), monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
