package org.keqiao.timetable.free;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.identity.StaffService;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Id;
import org.keqiao.timetable.sheet.Use;

/**
 * Common free times, for whoever reads the timetable of one of the schools; the others must be her
 * partners or hers too.
 */
public final class FreeService {

  private static final int MOST_SCHOOLS = 5;
  private static final int MOST_DAYS = 31;
  private static final int MOST_MINUTES = 240;

  private final FreeTimes times;
  private final SchoolService schools;
  private final StaffService staff;
  private final AgreementService agreements;
  private final Clock clock;

  /** Over these. */
  public FreeService(
      FreeTimes times,
      SchoolService schools,
      StaffService staff,
      AgreementService agreements,
      Clock clock) {
    this.times = times;
    this.schools = schools;
    this.staff = staff;
    this.agreements = agreements;
    this.clock = clock;
  }

  /**
   * What is asked.
   *
   * @param teacher id of an account of one of the schools
   */
  record Asked(
      List<String> schools,
      Optional<String> teacher,
      int minutes,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {}

  /**
   * Free times, the best first.
   *
   * @throws FaultException invalid, also for schools that the caller may not look at
   */
  List<FreeTime> find(Caller caller, Asked asked, int limit) {
    Instant now = clock.instant();
    LocalDate from = asked.from().orElse(LocalDate.ofInstant(now, Agreement.CHINA));
    LocalDate to = asked.to().orElse(from.plusDays(6));
    Violations violations = new Violations();
    violations.number("minutes", Optional.of(asked.minutes()), 1, MOST_MINUTES);
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      violations.add("to", "span-long", MOST_DAYS);
    }
    checkSchools(caller, asked.schools(), violations);
    asked
        .teacher()
        .filter(id -> !Id.isId(id) || asked.schools().stream().noneMatch(works(id)))
        .ifPresent(id -> violations.add("teacher", "teacher-not-of-school"));
    violations.refuse();
    FreeQuestion question =
        new FreeQuestion(
            asked.schools(),
            asked.teacher().map(Use::person).stream().toList(),
            true,
            Duration.ofMinutes(asked.minutes()),
            now,
            Optional.empty());
    return times.between(question, from, to).stream().limit(limit).toList();
  }

  private Predicate<String> works(String teacher) {
    List<String> nodes = staff.nodes(new Id(teacher));
    return nodes::contains;
  }

  private void checkSchools(Caller caller, List<String> asked, Violations violations) {
    if (asked.isEmpty()) {
      violations.add("schools", "missing");
    } else if (asked.size() > MOST_SCHOOLS) {
      violations.add("schools", "too-many-items", MOST_SCHOOLS);
    } else {
      List<String> own = asked.stream().filter(school -> reads(caller, school)).toList();
      asked.stream()
          .filter(school -> !own.contains(school))
          .filter(school -> own.stream().noneMatch(each -> arePartners(each, school)))
          .forEach(school -> violations.add("schools", "school-not-found", school));
    }
  }

  private boolean reads(Caller caller, String school) {
    return schools.find(school).isPresent()
        && caller.may(Permission.READ_TIMETABLE, Place.at(schools.around(school)));
  }

  private boolean arePartners(String one, String other) {
    return agreements.areBound(one, other) || agreements.areBound(other, one);
  }
}
