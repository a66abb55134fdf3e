package org.keqiao.ingest.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * A file on its way.
 *
 * @param name as the curator calls it
 * @param bytes how long it will be
 * @param type as the curator's browser says
 * @param owner who sends it
 * @param metadata what a tus client said of it, as it said it
 * @param role whether it is a file of its own
 * @param pieces the uploads that it is put together from, when it is
 * @param arrival what of it is safe
 * @param expires when it is given up, unless more arrives before
 * @param sha256 its content, once all of it is stored
 */
public record Upload(
    String name,
    long bytes,
    Optional<String> type,
    Id owner,
    Optional<String> metadata,
    Role role,
    List<Id> pieces,
    Arrival arrival,
    Instant expires,
    Optional<String> sha256) {

  /** What an upload is to others (tus concatenation). */
  public enum Role {
    /** A file that is sent in one row. */
    @JsonProperty("whole")
    WHOLE,
    /** A piece of a file; pieces are sent side by side. */
    @JsonProperty("partial")
    PARTIAL,
    /** A file that is put together from pieces. */
    @JsonProperty("final")
    FINAL
  }

  /** Keeps its list from changing. */
  public Upload {
    pieces = List.copyOf(pieces);
  }

  /** Of which nothing has arrived. */
  static Upload announced(Announced file, Id owner, Instant expires) {
    return new Upload(
        file.name(),
        file.bytes(),
        file.type(),
        owner,
        file.metadata(),
        file.role(),
        file.pieces(),
        Arrival.none(),
        expires,
        Optional.empty());
  }

  /** Whether every byte is safe. */
  boolean arrived() {
    return arrival.offset() == bytes;
  }

  /** Whether it was given up. */
  boolean expired(Instant now) {
    return sha256.isEmpty() && now.isAfter(expires);
  }

  Upload with(Arrival more, Instant later) {
    return new Upload(name, bytes, type, owner, metadata, role, pieces, more, later, sha256);
  }

  Upload storedAs(String content) {
    return new Upload(
        name,
        bytes,
        type,
        owner,
        metadata,
        role,
        pieces,
        new Arrival(bytes, "", Optional.empty(), List.of(), Optional.empty()),
        expires,
        Optional.of(content));
  }
}
