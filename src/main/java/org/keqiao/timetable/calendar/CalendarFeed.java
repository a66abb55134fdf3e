package org.keqiao.timetable.calendar;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * That an account may read the bookings of a teacher or a school under a secret address; its id is
 * the hash of what is secret.
 *
 * @param account that subscribed
 * @param of whose bookings
 * @param whose id of the account or the school
 * @param revoked whether the address is no good any more
 */
public record CalendarFeed(String account, Kind of, String whose, boolean revoked) {

  /** Whose bookings. */
  public enum Kind {
    @JsonProperty("teacher")
    TEACHER,
    @JsonProperty("school")
    SCHOOL;

    /** The name in API and index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  CalendarFeed ended() {
    return new CalendarFeed(account, of, whose, true);
  }
}
