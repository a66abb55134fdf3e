package org.keqiao.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a version of a record was written.
 *
 * @param type kind of record
 * @param record its id
 * @param version which of its versions
 * @param at when it was written
 * @param by the account that wrote it
 * @param origin the call that it was written by
 * @param deleted whether it says "deleted"
 * @param places the nodes of the tree that the record belonged to
 */
public record TrailLine(
    String type,
    Id record,
    long version,
    Instant at,
    String by,
    Optional<Origin> origin,
    boolean deleted,
    List<String> places) {

  /** Keeps its places from changing. */
  public TrailLine {
    places = List.copyOf(places);
  }
}
