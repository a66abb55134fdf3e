package org.keqiao.classroom.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;

/**
 * One lesson that a teacher gives to rooms far away. The methods are the only ways from one state
 * to another.
 *
 * @param booking id of the booking that it keeps
 * @param agreement id of the agreement under which it is held
 * @param makesUpFor id of the session that it makes up for
 * @param teacher id of the account that leads
 * @param lesson id of the lesson that it begins with
 * @param lead id of the school that leads
 * @param rooms ids of the schools that follow
 * @param opened when the lead came
 * @param ended when it was over
 * @param pausePoints where the film is to be stopped, in order
 */
public record ClassroomSession(
    Optional<String> booking,
    Optional<String> agreement,
    Optional<String> makesUpFor,
    SessionKind kind,
    String teacher,
    Optional<String> lesson,
    String lead,
    List<String> rooms,
    SessionState state,
    Optional<Instant> opened,
    Optional<Instant> ended,
    List<PausePoint> pausePoints) {

  /** Keeps its lists from changing. */
  public ClassroomSession {
    rooms = List.copyOf(rooms);
    pausePoints = List.copyOf(pausePoints);
  }

  private ClassroomSession with(
      SessionState next, Optional<Instant> first, Optional<Instant> last, List<PausePoint> points) {
    return new ClassroomSession(
        booking,
        agreement,
        makesUpFor,
        kind,
        teacher,
        lesson,
        lead,
        rooms,
        next,
        first,
        last,
        points);
  }

  /** The lead comes; coming again changes nothing. */
  ClassroomSession openedAt(Instant now) {
    return state == SessionState.PLANNED
        ? with(SessionState.OPEN, Optional.of(now), ended, pausePoints)
        : this;
  }

  /** It is over; ending it again changes nothing. */
  ClassroomSession endedAt(Instant now) {
    return state == SessionState.ENDED
        ? this
        : with(SessionState.ENDED, opened, Optional.of(now), pausePoints);
  }

  /**
   * Somebody says where to stop.
   *
   * @throws FaultException conflict, when it is over
   */
  ClassroomSession prepared(List<PausePoint> points) {
    if (state == SessionState.ENDED) {
      throw FaultException.conflict("classroom-session-over");
    }
    return with(state, opened, ended, points);
  }
}
