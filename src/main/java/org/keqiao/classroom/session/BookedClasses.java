package org.keqiao.classroom.session;

import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;

/** The timetable, as far as sessions must know it. */
@FunctionalInterface
public interface BookedClasses {

  /** When there is no timetable. */
  BookedClasses NONE = booking -> Optional.empty();

  /**
   * A class that was booked.
   *
   * @param agreement id of the agreement under which it was booked
   * @param teacher id of the account that leads
   * @param lesson id of the lesson
   * @param lead id of the school that leads
   * @param rooms ids of the schools that follow
   * @param stands whether it was not cancelled
   */
  record Booked(
      Optional<String> agreement,
      String teacher,
      Optional<String> lesson,
      String lead,
      List<String> rooms,
      boolean stands) {}

  /** A booking, when there is one of this name. */
  Optional<Booked> find(Id booking);
}
