package org.keqiao.ledger.summary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.keqiao.ledger.promise.IsoWeek;
import org.keqiao.ledger.promise.Promise;
import org.keqiao.ledger.promise.SchoolDays;
import org.keqiao.ledger.promise.Weeks;
import org.keqiao.pairing.agreement.Agreement;

/** What many agreements promise in some weeks. */
final class Promises {

  private final Map<String, Double> bySchool = new HashMap<>();
  private final Map<String, Double> bySubject = new HashMap<>();
  private final Map<String, Double> byWeek = new HashMap<>();
  private final Map<String, Set<String>> partners = new HashMap<>();

  private Promises() {}

  static Promises of(Collection<Agreement> agreements, Weeks weeks, SchoolDays calendar) {
    Promises all = new Promises();
    SchoolDays once = remembered(calendar);
    List<IsoWeek> each = weeks.all().toList();
    agreements.forEach(agreement -> all.add(agreement, each, once));
    return all;
  }

  /** Many agreements ask for the days of the same schools. */
  private static SchoolDays remembered(SchoolDays calendar) {
    Map<String, Predicate<LocalDate>> known = new HashMap<>();
    return school -> known.computeIfAbsent(school, calendar::of);
  }

  private void add(Agreement agreement, List<IsoWeek> weeks, SchoolDays calendar) {
    if (agreement.state().binds()) {
      partners.computeIfAbsent(agreement.rural(), any -> new TreeSet<>()).add(agreement.urban());
    }
    Promise promise = Promise.of(agreement, calendar);
    for (IsoWeek week : weeks) {
      int lessons = promise.lessons(week);
      if (lessons > 0) {
        bySchool.merge(agreement.rural(), (double) lessons, Double::sum);
        byWeek.merge(week.toString(), (double) lessons, Double::sum);
        promise
            .lessonsBySubject(week)
            .forEach((subject, part) -> bySubject.merge(subject, part, Double::sum));
      }
    }
  }

  double ofSchool(String school) {
    return bySchool.getOrDefault(school, 0.0);
  }

  Map<String, Double> bySubject() {
    return Map.copyOf(bySubject);
  }

  Map<String, Double> byWeek() {
    return Map.copyOf(byWeek);
  }

  double total() {
    return byWeek.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Urban schools that a rural one has an agreement with now. */
  List<String> partners(String school) {
    return new ArrayList<>(partners.getOrDefault(school, Set.of()));
  }

  /** Rural schools with an agreement. */
  Set<String> partnered() {
    return Set.copyOf(partners.keySet());
  }
}
