package org.keqiao.school;

import java.time.Year;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * What is said of a class; the fields are those of {@link SchoolClass}.
 *
 * @param id the name it is to have; one is made when there is none
 */
public record ClassDraft(
    Optional<String> id,
    Optional<String> school,
    Optional<String> grade,
    Optional<Integer> entryYear,
    Optional<Integer> number,
    Optional<Integer> pupils) {

  private static final Pattern GRADE = Pattern.compile("g([1-9]|1[0-2])");
  private static final int FIRST_YEAR = 1990;
  private static final int MOST_CLASSES = 99;
  private static final int MOST_PUPILS = 200;

  static ClassDraft of(String id, SchoolClass value) {
    return new ClassDraft(
        Optional.of(id),
        Optional.of(value.school()),
        Optional.of(value.grade()),
        Optional.of(value.entryYear()),
        Optional.of(value.number()),
        Optional.of(value.pupils()));
  }

  /** Notes what is wrong with it; whether there is such a school is for others to say. */
  void check(Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    if (school.isEmpty()) {
      violations.add("/school", "missing");
    }
    grade.ifPresentOrElse(
        text -> {
          if (!GRADE.matcher(text).matches()) {
            violations.add("/grade", "unknown-term", text);
          }
        },
        () -> violations.add("/grade", "missing"));
    number(
        "/entryYear", entryYear, FIRST_YEAR, Year.now(ZoneOffset.UTC).getValue() + 1, violations);
    number("/number", number, 1, MOST_CLASSES, violations);
    violations.number("/pupils", pupils, 0, MOST_PUPILS);
  }

  private static void number(
      String pointer, Optional<Integer> number, int least, int most, Violations violations) {
    if (number.isEmpty()) {
      violations.add(pointer, "missing");
    } else if (number.get() < least || number.get() > most) {
      violations.add(pointer, "number-range", Integer.toString(least), Integer.toString(most));
    }
  }

  /** The class that it describes; nothing may be wrong with it. */
  public SchoolClass value() {
    return new SchoolClass(
        school.orElseThrow(),
        grade.orElseThrow(),
        entryYear.orElseThrow(),
        number.orElseThrow(),
        pupils.orElse(0));
  }
}
