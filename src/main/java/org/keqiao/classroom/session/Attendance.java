package org.keqiao.classroom.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.classroom.event.ClassState;
import org.keqiao.classroom.event.Stretch;
import org.keqiao.classroom.event.Way;

/**
 * Who took part in a session, and when: of both ends.
 *
 * @param session its id
 * @param lead times in which the end that leads was there
 * @param schools each school that follows, with the times in which it was there
 */
public record Attendance(
    String session,
    Optional<String> booking,
    Optional<String> agreement,
    Optional<String> makesUpFor,
    String teacher,
    String leadSchool,
    List<Time> lead,
    List<OfSchool> schools) {

  /** Keeps its lists from changing. */
  public Attendance {
    lead = List.copyOf(lead);
    schools = List.copyOf(schools);
  }

  /** A time without a break, by one way; the end that leads has no way. */
  public record Time(Instant from, Instant to, Optional<Way> way) {

    static Time of(Stretch stretch) {
      return new Time(
          Instant.ofEpochMilli(stretch.from()), Instant.ofEpochMilli(stretch.to()), stretch.way());
    }
  }

  /**
   * When a school took part.
   *
   * @param seconds the sum of it
   */
  public record OfSchool(String school, long seconds, List<Time> stretches) {

    /** Keeps its list from changing. */
    public OfSchool {
      stretches = List.copyOf(stretches);
    }
  }

  /**
   * As the log of a session tells it.
   *
   * @param now up to when, milliseconds since 1970
   */
  static Attendance of(String id, ClassroomSession session, ClassState state, long now) {
    return new Attendance(
        id,
        session.booking(),
        session.agreement(),
        session.makesUpFor(),
        session.teacher(),
        session.lead(),
        times(state.attending().ofLead(now)),
        session.rooms().stream()
            .map(school -> ofSchool(school, state.attending().ofSchool(school, now)))
            .toList());
  }

  private static List<Time> times(List<Stretch> stretches) {
    return stretches.stream().map(Time::of).toList();
  }

  private static OfSchool ofSchool(String school, List<Stretch> stretches) {
    long millis = stretches.stream().mapToLong(each -> each.to() - each.from()).sum();
    return new OfSchool(school, millis / 1000, times(stretches));
  }
}
