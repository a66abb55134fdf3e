package org.keqiao.timetable.sheet;

import org.keqiao.store.Id;

/** What bookings say of themselves. */
public interface Standings {

  /** How a booking stands in the bucket at this moment. */
  Standing newest(Id booking);

  /** How a booking stood a moment ago; for those who only look. */
  Standing find(Id booking);

  /**
   * Writes one more version of a booking, that says the same, so that an attempt which has not come
   * to its end can never come to it. Does nothing when {@code version} is not the newest any more.
   */
  void fence(Id booking, long version);
}
