package org.keqiao.store;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a record, as whoever looks into its past sees it.
 *
 * @param by the account that wrote it
 * @param origin the call that it was written by; absent when the program wrote it by itself
 * @param value absent when it says "deleted"
 */
public record Revision<T>(
    Id id, long version, Instant at, String by, Optional<Origin> origin, Optional<T> value) {

  static <T> Revision<T> of(StoredVersion<T> stored) {
    return new Revision<>(
        stored.id(), stored.version(), stored.at(), stored.by(), stored.origin(), stored.value());
  }
}
