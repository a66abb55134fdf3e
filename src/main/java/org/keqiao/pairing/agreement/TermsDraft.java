package org.keqiao.pairing.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;
import org.keqiao.pairing.statement.KnownTerms;

/** What is said of terms; the fields are those of {@link Terms}. */
record TermsDraft(
    Optional<List<CourseDraft>> courses,
    Optional<Integer> weeklyHours,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<ContactDraft> urbanContact,
    Optional<ContactDraft> ruralContact) {

  private static final int MOST_COURSES = 60;
  private static final int MOST_HOURS = 1000;
  private static final int LONGEST_NAME = 60;
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 -]{3,23}");

  /** Refuses what is null in a list. */
  TermsDraft {
    courses = courses.map(List::copyOf);
  }

  /** What is said of a course. */
  record CourseDraft(Optional<String> subject, Optional<String> grade) {}

  /** What is said of a contact. */
  record ContactDraft(Optional<String> name, Optional<String> phone) {

    void check(String pointer, Violations violations) {
      violations.text(pointer + "/name", name.orElse(""), 1, LONGEST_NAME);
      if (phone.filter(text -> PHONE.matcher(text).matches()).isEmpty()) {
        violations.add(pointer + "/phone", "phone-form");
      }
    }

    Terms.Contact value() {
      return new Terms.Contact(name.orElseThrow(), phone.orElseThrow());
    }
  }

  /**
   * Notes what is wrong with it.
   *
   * @param today the day in China
   */
  void check(String pointer, KnownTerms known, LocalDate today, Violations violations) {
    List<CourseDraft> all = courses.orElse(List.of());
    if (all.isEmpty()) {
      violations.add(pointer + "/courses", "missing");
    } else if (all.size() > MOST_COURSES) {
      violations.add(pointer + "/courses", "too-many-items", MOST_COURSES);
    } else {
      for (int i = 0; i < all.size(); i++) {
        String place = pointer + "/courses/" + i;
        known.require("subject", place + "/subject", all.get(i).subject(), violations);
        known.check("grade", place + "/grade", all.get(i).grade(), violations);
      }
    }
    violations.number(
        pointer + "/weeklyHours", weeklyHours.or(() -> Optional.of(0)), 1, MOST_HOURS);
    Days.check(pointer, from, to, today, violations);
    urbanContact.ifPresent(contact -> contact.check(pointer + "/urbanContact", violations));
    ruralContact.ifPresent(contact -> contact.check(pointer + "/ruralContact", violations));
  }

  /** The terms that it describes; nothing may be wrong with it. */
  Terms value() {
    return new Terms(
        courses.orElseThrow().stream()
            .map(course -> new Terms.Course(course.subject().orElseThrow(), course.grade()))
            .distinct()
            .toList(),
        weeklyHours.orElseThrow(),
        from.orElseThrow(),
        to.orElseThrow(),
        urbanContact.map(ContactDraft::value),
        ruralContact.map(ContactDraft::value));
  }
}
