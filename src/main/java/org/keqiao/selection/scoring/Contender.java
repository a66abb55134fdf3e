package org.keqiao.selection.scoring;

import java.time.Instant;
import java.util.List;

/**
 * An entry that is to be ranked.
 *
 * @param id of the entry
 * @param subject of its lesson
 * @param places its school and the regions around it
 * @param tally what its scores come to
 * @param submitted when it was handed in
 * @param covered whether its node had a winner before this round
 */
public record Contender(
    String id,
    String subject,
    List<String> places,
    Tally tally,
    Instant submitted,
    boolean covered) {

  /** Keeps its places from changing. */
  public Contender {
    places = List.copyOf(places);
  }
}
