package org.keqiao.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.http.Caller;
import org.keqiao.http.Permission;
import org.keqiao.http.Reach;

/**
 * Whose eyes look at lessons: what she may not see is never counted, completed, read or played.
 *
 * @param regions the region of her school and those around it, and {@link #EVERYBODY}
 * @param edits whose lessons are hers to change: these are never hidden from her
 * @param owner her account, when she may own lessons
 */
record Viewer(List<String> regions, Reach edits, Optional<String> owner) {

  /** Stands in an audience for everybody. */
  static final String EVERYBODY = "*";

  /**
   * The eyes of a caller.
   *
   * @param around the region of her school and those around it
   */
  static Viewer of(Caller caller, List<String> around) {
    return new Viewer(
        Stream.concat(Stream.of(EVERYBODY), around.stream()).toList(),
        caller.reach(Permission.EDIT_LESSON),
        Optional.of(caller.account()).filter(owner -> caller.may(Permission.EDIT_LESSON)));
  }

  /** The regions as the card of a lesson names them. */
  static List<String> audience(LessonDraft about) {
    return about.audience().isEmpty() ? List.of(EVERYBODY) : about.audience();
  }

  /** Whether she may find and play what is published for this audience. */
  boolean isIn(LessonDraft about) {
    return edits.everywhere() || audience(about).stream().anyMatch(regions::contains);
  }
}
