package org.keqiao.timetable.sheet;

import java.time.Instant;

/**
 * How a booking stands.
 *
 * @param version of its record; 0 when there is none
 * @param attempt name of the attempt that gave it its place; empty when it has none
 * @param until when it ends
 */
public record Standing(long version, String attempt, Instant until) {

  /** Of what was never booked. */
  public static final Standing NONE = new Standing(0, "", Instant.EPOCH);
}
