package org.keqiao.ingest.upload;

import java.util.Optional;
import org.keqiao.store.Id;

/**
 * A file on its way.
 *
 * @param name as the curator calls it
 * @param bytes how long it will be
 * @param type as the curator's browser says
 * @param owner who sends it
 * @param sha256 its content, once all of it is stored
 */
public record Upload(
    String name, long bytes, Optional<String> type, Id owner, Optional<String> sha256) {

  Upload storedAs(String content) {
    return new Upload(name, bytes, type, owner, Optional.of(content));
  }
}
