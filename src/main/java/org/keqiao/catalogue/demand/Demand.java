package org.keqiao.catalogue.demand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much a missing lesson is wanted.
 *
 * @param wanted the lesson
 * @param asked how often it was asked for
 * @param askers accounts that asked, each once: the first {@link #MOST_ASKERS}
 * @param notes what they added, newest first: the last {@link #MOST_NOTES}
 * @param lastAskedAt when it was asked for last
 */
public record Demand(
    Wanted wanted, long asked, List<String> askers, List<Note> notes, Instant lastAskedAt) {

  /** How many accounts are told apart. */
  static final int MOST_ASKERS = 200;

  /** How many notes are kept. */
  static final int MOST_NOTES = 20;

  /** What an asker added. */
  public record Note(String text, Instant at) {}

  /** What is asked for the first time. */
  static Demand of(Wanted wanted, String account, Optional<String> note, Instant now) {
    return new Demand(wanted, 0, List.of(), List.of(), now).askedBy(account, note, now);
  }

  /** The same, asked for once more. */
  Demand askedBy(String account, Optional<String> note, Instant now) {
    boolean known = askers.contains(account) || askers.size() >= MOST_ASKERS;
    return new Demand(
        wanted,
        asked + 1,
        known ? askers : Stream.concat(askers.stream(), Stream.of(account)).toList(),
        Stream.concat(note.map(text -> new Note(text, now)).stream(), notes.stream())
            .limit(MOST_NOTES)
            .toList(),
        now);
  }
}
