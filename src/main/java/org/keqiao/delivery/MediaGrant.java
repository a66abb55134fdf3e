package org.keqiao.delivery;

import java.time.Instant;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What the holder of a token may read.
 *
 * @param lesson of which lesson
 * @param audience for which school, as its id; {@link #ANYBODY} for viewers without a school
 * @param files which of its files
 * @param expiry until when
 */
public record MediaGrant(Id lesson, String audience, RenditionSet files, Instant expiry) {

  /** The audience of those who belong to no school. */
  public static final String ANYBODY = "*";

  /** The audience of those who make or review the lesson, whatever its state. */
  public static final String DESK = "+desk";

  /** Whether it is for those who make or review the lesson. */
  boolean isForDesk() {
    return audience.equals(DESK);
  }

  /** The school of the viewers, if they have one. */
  Optional<String> school() {
    return Optional.of(audience).filter(name -> !name.equals(ANYBODY) && !isForDesk());
  }
}
