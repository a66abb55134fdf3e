package org.keqiao.ingest.upload;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.store.Id;

/**
 * What a caller says of a file before it comes.
 *
 * @param name without folders
 * @param bytes its length
 * @param type media type that the caller believes it to have
 * @param metadata what a tus client said of it, as it said it
 * @param role whether it is a file of its own
 * @param pieces the uploads that it is put together from, when it is
 */
record Announced(
    String name,
    long bytes,
    Optional<String> type,
    Optional<String> metadata,
    Upload.Role role,
    List<Id> pieces) {

  /** A file of its own. */
  static Announced whole(String name, long bytes, Optional<String> type) {
    return new Announced(name, bytes, type, Optional.empty(), Upload.Role.WHOLE, List.of());
  }

  void refuseUnfit() {
    new Violations().text("/name", name, 1, 255).text("/type", type, 255).refuse();
  }
}
