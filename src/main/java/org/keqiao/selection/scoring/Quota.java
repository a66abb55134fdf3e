package org.keqiao.selection.scoring;

import java.util.Optional;

/**
 * How many entries of a region, of a subject, or of both may win; of neither: how many at all.
 *
 * @param region what lies in it or below it counts
 * @param subject subject id of the taxonomy
 * @param most how many
 */
public record Quota(Optional<String> region, Optional<String> subject, int most) {

  /** Whether an entry counts. */
  boolean counts(Contender contender) {
    return region.filter(code -> !contender.places().contains(code)).isEmpty()
        && subject.filter(id -> !contender.subject().equals(id)).isEmpty();
  }

  /** As an explanation names it: {@code region/subject}, a star for any. */
  String label() {
    return region.orElse("*") + "/" + subject.orElse("*");
  }
}
