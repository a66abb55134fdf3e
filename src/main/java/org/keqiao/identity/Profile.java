package org.keqiao.identity;

import java.util.List;
import java.util.Optional;

/**
 * What a teacher teaches; it ranks what she finds and never hides anything.
 *
 * @param subjects subject ids of the taxonomy
 * @param grade grade id
 * @param edition edition id
 */
public record Profile(List<String> subjects, Optional<String> grade, Optional<String> edition) {

  /** Keeps its subjects from changing. */
  public Profile {
    subjects = List.copyOf(subjects);
  }

  /** Nothing is known. */
  public static final Profile UNKNOWN = new Profile(List.of(), Optional.empty(), Optional.empty());
}
