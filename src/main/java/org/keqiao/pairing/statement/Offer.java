package org.keqiao.pairing.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an urban school can give to rural ones.
 *
 * @param school id of the school
 * @param courses what its teachers can teach
 * @param times when they are free; none for any time
 * @param hours lessons a week that it can give to all its partners together
 * @param partners how many schools it can have as partners
 */
public record Offer(
    String school, List<Course> courses, List<WeekTime> times, int hours, int partners)
    implements Statement {

  /** Keeps its lists from changing. */
  public Offer {
    courses = List.copyOf(courses);
    times = List.copyOf(times);
  }

  /**
   * A subject that it can teach.
   *
   * @param subject subject id of the taxonomy
   * @param grades grade ids of the taxonomy
   * @param edition edition of the textbook that it teaches by
   * @param teachers how many teachers; they are counted and not named
   */
  public record Course(
      String subject, List<String> grades, Optional<String> edition, int teachers) {

    /** Keeps its lists from changing. */
    public Course {
      grades = List.copyOf(grades);
    }
  }

  Map<String, Object> card() {
    return Map.of(
        "subject",
        courses.stream().map(Course::subject).distinct().toList(),
        "grade",
        courses.stream().flatMap(course -> course.grades().stream()).distinct().toList());
  }
}
