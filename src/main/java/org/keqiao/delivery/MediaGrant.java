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

  /** The school of the viewers, if they have one. */
  Optional<String> school() {
    return Optional.of(audience).filter(name -> !name.equals(ANYBODY));
  }
}
