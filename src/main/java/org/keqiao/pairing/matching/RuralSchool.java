package org.keqiao.pairing.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.pairing.statement.Need;

/**
 * A rural school that looks for a partner.
 *
 * @param id of the school
 * @param regions that it lies in, the smallest first
 * @param lineKbps speed of its line, kbit/s
 * @param wishes what it needs
 */
public record RuralSchool(String id, List<String> regions, int lineKbps, List<Wish> wishes) {

  /** Keeps its lists from changing. */
  public RuralSchool {
    regions = List.copyOf(regions);
    wishes = List.copyOf(wishes);
  }

  /** Lessons that are wished for; an absent subject is any, and so with grade and edition. */
  record Wish(
      Optional<String> subject,
      Optional<String> grade,
      Optional<String> edition,
      int hours,
      Week times) {

    /** An hour of anything at any time. */
    static final Wish ANYTHING =
        new Wish(Optional.empty(), Optional.empty(), Optional.empty(), 1, Week.ANY);

    static Wish of(Need need) {
      return new Wish(
          Optional.of(need.subject()),
          Optional.of(need.grade()),
          need.edition(),
          need.hours(),
          Week.of(need.times()));
    }
  }

  /**
   * A school with what it has stated; one that has stated nothing wishes an hour of anything.
   *
   * @param needs what it has stated
   */
  public static RuralSchool of(String id, List<String> regions, int lineKbps, List<Need> needs) {
    return new RuralSchool(
        id,
        regions,
        needs.stream().flatMap(need -> need.lineKbps().stream()).reduce(lineKbps, Math::min),
        needs.isEmpty() ? List.of(Wish.ANYTHING) : needs.stream().map(Wish::of).toList());
  }

  /** A subject that one school needs and another teaches. */
  public record Common(String subject, Optional<String> grade) {}

  /** What this school needs and a partner teaches; all that it teaches, for who needs anything. */
  public Stream<Common> coursesWith(UrbanSchool partner) {
    return wishes.stream()
        .flatMap(
            wish ->
                partner.taught().stream()
                    .filter(course -> course.isSubjectOf(wish) && course.isGradeOf(wish))
                    .map(course -> new Common(course.subject(), wish.grade())))
        .distinct();
  }
}
