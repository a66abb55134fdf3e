package org.keqiao.catalogue.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What a reviewer decided on a lesson; made once and never changed. Who it was is whoever wrote it,
 * and the author never hears.
 *
 * @param lesson which she looked at
 * @param replaces the published lesson, when that was its next version
 * @param version of its record
 * @param content what she saw
 * @param hash over all that she saw
 * @param reasons codes of the table of reasons
 */
public record Decision(
    Id lesson,
    Optional<Id> replaces,
    long version,
    Kind kind,
    Outcome outcome,
    Content content,
    String hash,
    List<String> reasons,
    List<Note> notes,
    Instant at) {

  /** Keeps its lists from changing. */
  public Decision {
    reasons = List.copyOf(reasons);
    notes = List.copyOf(notes);
  }

  /**
   * Words about it.
   *
   * @param open whether the author reads them
   */
  public record Note(String text, boolean open) {}
}
