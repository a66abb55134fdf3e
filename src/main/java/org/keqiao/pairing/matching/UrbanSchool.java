package org.keqiao.pairing.matching;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keqiao.pairing.statement.Offer;

/**
 * An urban school that has something to give.
 *
 * @param id of the school
 * @param regions that it lies in, the smallest first
 * @param lineKbps speed of its line, kbit/s
 * @param partners how many it can have, as far as it can give each of them an hour
 * @param hours lessons a week that it can give to all of them together
 * @param taught what it can teach
 */
public record UrbanSchool(
    String id, List<String> regions, int lineKbps, int partners, int hours, List<Taught> taught) {

  /** Keeps its lists from changing. */
  public UrbanSchool {
    regions = List.copyOf(regions);
    taught = List.copyOf(taught);
  }

  /** A subject that it can teach, and when. */
  record Taught(String subject, Set<String> grades, Optional<String> edition, Week times) {

    /** Whether it is the subject of a wish. */
    boolean isSubjectOf(RuralSchool.Wish wish) {
      return wish.subject().isEmpty() || wish.subject().get().equals(subject);
    }

    /** Whether it is the grade of a wish. */
    boolean isGradeOf(RuralSchool.Wish wish) {
      return wish.grade().isEmpty() || grades.contains(wish.grade().get());
    }

    /** Whether it is by the same edition, or by any. */
    boolean isEditionOf(RuralSchool.Wish wish) {
      return wish.edition().isEmpty() || edition.isEmpty() || wish.edition().equals(edition);
    }
  }

  /** A school with all that it offers. */
  public static UrbanSchool of(String id, List<String> regions, int lineKbps, List<Offer> offers) {
    int hours = offers.stream().mapToInt(Offer::hours).sum();
    int partners = offers.stream().mapToInt(Offer::partners).sum();
    List<Taught> taught =
        offers.stream()
            .flatMap(
                offer -> {
                  Week times = Week.of(offer.times());
                  return offer.courses().stream()
                      .map(
                          course ->
                              new Taught(
                                  course.subject(),
                                  Set.copyOf(course.grades()),
                                  course.edition(),
                                  times));
                })
            .toList();
    return new UrbanSchool(id, regions, lineKbps, Math.min(partners, hours), hours, taught);
  }
}
