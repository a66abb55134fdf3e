package org.keqiao.delivery;

import java.util.Optional;

/** What is known of the lines of schools. */
@FunctionalInterface
public interface SchoolLines {

  /**
   * How fast the line of a school is, kbit/s.
   *
   * @return nothing, when there is no such school or nobody knows
   */
  Optional<Integer> kbps(String school);
}
