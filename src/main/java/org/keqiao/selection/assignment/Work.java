package org.keqiao.selection.assignment;

import java.util.List;

/**
 * Something that is to be scored.
 *
 * @param id names it
 * @param subject subject id
 * @param stage stage id
 * @param school where it comes from
 * @param seats how many reviewers it still needs
 * @param barred accounts that may not score it: those who have a seat, had one, or are recused
 */
public record Work(
    String id, String subject, String stage, String school, int seats, List<String> barred) {

  /** Keeps its list from changing. */
  public Work {
    barred = List.copyOf(barred);
  }
}
