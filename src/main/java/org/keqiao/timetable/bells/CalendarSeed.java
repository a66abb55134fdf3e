package org.keqiao.timetable.bells;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.pairing.agreement.Agreement;

/**
 * A school calendar that a platform begins with; its days are counted from the day of planting.
 *
 * @param terms in their order
 * @param holidays holidays
 */
public record CalendarSeed(List<Span> terms, List<Span> holidays) {

  /** Days from the day of planting. */
  public record Span(String name, int startsInDays, int lastsDays) {}

  /** The calendar; the Saturday after each holiday of one day is worked for it. */
  public SchoolCalendar calendar(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, Agreement.CHINA);
    List<SchoolCalendar.Holiday> days = new ArrayList<>();
    List<SchoolCalendar.MakeUp> makeUps = new ArrayList<>();
    for (Span span : holidays) {
      LocalDate from = today.plusDays(span.startsInDays());
      int weekday = from.getDayOfWeek().getValue();
      days.add(new SchoolCalendar.Holiday(span.name(), from, from.plusDays(span.lastsDays() - 1L)));
      if (span.lastsDays() == 1 && weekday < 6) {
        makeUps.add(new SchoolCalendar.MakeUp(from.plusDays(6L - weekday), weekday));
      }
    }
    return new SchoolCalendar(
        terms.stream()
            .map(
                span -> {
                  LocalDate from = today.plusDays(span.startsInDays());
                  return new SchoolCalendar.Term(
                      span.name(), from, from.plusDays(span.lastsDays()), Optional.empty());
                })
            .toList(),
        days,
        makeUps);
  }
}
