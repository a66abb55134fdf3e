package org.keqiao.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * Whose eyes look at lessons: what she may not see is never counted, completed, read or played.
 *
 * @param everywhere whether she sees everything
 * @param regions the region of her school and those around it, and {@link #EVERYBODY}
 * @param owner her account, when she may own lessons: her own are never hidden from her
 */
record Viewer(boolean everywhere, List<String> regions, Optional<String> owner) {

  /** Stands in an audience for everybody. */
  static final String EVERYBODY = "*";

  /** The regions as the card of a lesson names them. */
  static List<String> audience(LessonDraft about) {
    return about.audience().isEmpty() ? List.of(EVERYBODY) : about.audience();
  }

  /** Whether she may find and play what is published for this audience. */
  boolean isIn(LessonDraft about) {
    return everywhere || audience(about).stream().anyMatch(regions::contains);
  }
}
