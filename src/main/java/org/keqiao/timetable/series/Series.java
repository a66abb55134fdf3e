package org.keqiao.timetable.series;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.timetable.booking.Booking;

/**
 * What became of a series.
 *
 * @param booked bookings, in the order of their days
 * @param left days on which nothing could be booked
 */
record Series(Id id, List<Entry<Booking>> booked, List<Left> left) {

  /**
   * A day on which nothing could be booked.
   *
   * @param code why: of a fault, or of what it finds wrong
   * @param arguments values that its sentence speaks of
   * @param members what is in the way, and free times near by
   */
  record Left(LocalDate date, String code, List<Object> arguments, Map<String, Object> members) {}
}
