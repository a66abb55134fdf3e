package org.keqiao.ledger.promise;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.keqiao.ledger.count.Span;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.Step;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.pairing.agreement.TermsVersion;

/**
 * What an agreement promises, day by day: by the first terms from their own first day, by amended
 * ones from the day on which both had signed them, while lessons are not suspended and until it
 * ends.
 */
public final class Promise {

  /** An ordinary week has so many days of school; each promises an equal part of the week. */
  private static final double USUAL_DAYS = 5;

  private final Predicate<LocalDate> taught;
  private final List<Held> held;
  private final List<Span> suspended;
  private final Optional<LocalDate> ended;

  private record Held(LocalDate from, Terms terms) {}

  private Promise(
      Predicate<LocalDate> taught,
      List<Held> held,
      List<Span> suspended,
      Optional<LocalDate> ended) {
    this.taught = taught;
    this.held = held;
    this.suspended = suspended;
    this.ended = ended;
  }

  /** What an agreement promises; nothing before both have signed it. */
  public static Promise of(Agreement agreement, SchoolDays calendar) {
    Map<String, Terms> byHash = new HashMap<>();
    Stream.concat(agreement.earlier().stream(), Stream.of(agreement.current()))
        .forEach(version -> byHash.put(version.hash(), version.terms()));
    List<Held> held = new ArrayList<>();
    List<Span> suspended = new ArrayList<>();
    Optional<Instant> since = Optional.empty();
    Optional<LocalDate> ended = Optional.empty();
    for (Agreement.Happening each : agreement.history()) {
      if (each.step() == Step.ACCEPT) {
        Terms terms = accepted(byHash, each, agreement.current());
        held.add(new Held(terms.from(), terms));
      } else if (each.step() == Step.ACCEPT_AMENDMENT) {
        held.add(new Held(day(each.at()), accepted(byHash, each, agreement.current())));
      } else if (each.step() == Step.SUSPEND) {
        since = Optional.of(each.at());
      } else if (each.step() == Step.RESUME) {
        since.ifPresent(from -> suspended.add(new Span(from, each.at())));
        since = Optional.empty();
      } else if (each.step() == Step.END || each.step() == Step.FINISH) {
        ended = Optional.of(day(each.at()));
      }
    }
    since.ifPresent(from -> suspended.add(new Span(from, Instant.MAX)));
    return new Promise(
        calendar.of(agreement.urban()).and(calendar.of(agreement.rural())),
        List.copyOf(held),
        List.copyOf(suspended),
        ended);
  }

  private static Terms accepted(
      Map<String, Terms> byHash, Agreement.Happening happening, TermsVersion current) {
    return byHash.getOrDefault(happening.hash(), current.terms());
  }

  private static LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, Agreement.CHINA);
  }

  /** The terms that promise something on a day. */
  private Optional<Terms> on(LocalDate day) {
    boolean over = ended.filter(day::isAfter).isPresent();
    boolean paused =
        suspended.stream()
            .anyMatch(
                span ->
                    !day.isBefore(day(span.from()))
                        && (span.to().equals(Instant.MAX) || day.isBefore(day(span.to()))));
    return held.reversed().stream()
        .filter(each -> !each.from().isAfter(day))
        .findFirst()
        .map(Held::terms)
        .filter(terms -> !over && !paused)
        .filter(terms -> !day.isBefore(terms.from()) && !day.isAfter(terms.to()))
        .filter(terms -> taught.test(day));
  }

  /** How many lessons are promised for a week: whole ones, half a lesson and more is one. */
  public int lessons(IsoWeek week) {
    List<Terms> days = week.days().stream().flatMap(day -> on(day).stream()).toList();
    int most = days.stream().mapToInt(Terms::weeklyHours).max().orElse(0);
    double sum = days.stream().mapToInt(Terms::weeklyHours).sum() / USUAL_DAYS;
    return (int) Math.min(most, Math.round(sum));
  }

  /**
   * How the lessons of a week fall to subjects. Terms do not say how many are for which course:
   * each course is taken for an equal part.
   */
  public Map<String, Double> lessonsBySubject(IsoWeek week) {
    Map<String, Double> parts = new HashMap<>();
    int lessons = lessons(week);
    List<Terms> days = week.days().stream().flatMap(day -> on(day).stream()).toList();
    for (Terms terms : days) {
      for (Terms.Course course : terms.courses()) {
        parts.merge(
            course.subject(), (double) lessons / days.size() / terms.courses().size(), Double::sum);
      }
    }
    return Map.copyOf(parts);
  }
}
