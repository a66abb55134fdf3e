package org.keqiao.pairing.statement;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/** What is said of an offer; the fields are those of {@link Offer}. */
record OfferDraft(
    Optional<String> id,
    Optional<String> school,
    Optional<List<CourseDraft>> courses,
    Optional<List<WeekTime>> times,
    Optional<Integer> hours,
    Optional<Integer> partners)
    implements StatementDraft<Offer> {

  private static final int MOST_COURSES = 60;
  private static final int MOST_GRADES = 12;
  private static final int MOST_HOURS = 1000;
  private static final int MOST_PARTNERS = 100;
  private static final int MOST_TEACHERS = 500;

  /** Refuses what is null in a list. */
  OfferDraft {
    courses = courses.map(List::copyOf);
    times = times.map(List::copyOf);
  }

  /** What is said of a course; the fields are those of {@link Offer.Course}. */
  record CourseDraft(
      Optional<String> subject,
      Optional<List<String>> grades,
      Optional<String> edition,
      Optional<Integer> teachers) {

    /** Refuses what is null in a list. */
    CourseDraft {
      grades = grades.map(List::copyOf);
    }

    static CourseDraft of(Offer.Course course) {
      return new CourseDraft(
          Optional.of(course.subject()),
          Optional.of(course.grades()),
          course.edition(),
          Optional.of(course.teachers()));
    }

    void check(String pointer, KnownTerms terms, Violations violations) {
      terms.require("subject", pointer + "/subject", subject, violations);
      terms.check("edition", pointer + "/edition", edition, violations);
      violations.number(pointer + "/teachers", teachers, 1, MOST_TEACHERS);
      List<String> named = grades.orElse(List.of());
      if (named.isEmpty()) {
        violations.add(pointer + "/grades", "missing");
      }
      violations.texts(pointer + "/grades", named, MOST_GRADES, 10);
      for (int i = 0; i < named.size(); i++) {
        terms.check("grade", pointer + "/grades/" + i, Optional.of(named.get(i)), violations);
      }
    }

    Offer.Course value() {
      return new Offer.Course(
          subject.orElseThrow(), grades.orElseThrow(), edition, teachers.orElse(1));
    }
  }

  static OfferDraft of(String id, Offer offer) {
    return new OfferDraft(
        Optional.of(id),
        Optional.of(offer.school()),
        Optional.of(offer.courses().stream().map(CourseDraft::of).toList()),
        Optional.of(offer.times()),
        Optional.of(offer.hours()),
        Optional.of(offer.partners()));
  }

  @Override
  public void check(KnownTerms terms, Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    List<CourseDraft> all = courses.orElse(List.of());
    if (all.isEmpty()) {
      violations.add("/courses", "missing");
    } else if (all.size() > MOST_COURSES) {
      violations.add("/courses", "too-many-items", MOST_COURSES);
    } else {
      for (int i = 0; i < all.size(); i++) {
        all.get(i).check("/courses/" + i, terms, violations);
      }
    }
    WeekTime.check("/times", times.orElse(List.of()), violations);
    violations.number("/hours", hours.or(() -> Optional.of(0)), 1, MOST_HOURS);
    violations.number("/partners", partners.or(() -> Optional.of(0)), 1, MOST_PARTNERS);
  }

  @Override
  public Offer value() {
    return new Offer(
        school.orElseThrow(),
        courses.orElseThrow().stream().map(CourseDraft::value).toList(),
        times.orElse(List.of()),
        hours.orElseThrow(),
        partners.orElseThrow());
  }
}
