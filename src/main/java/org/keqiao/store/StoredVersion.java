package org.keqiao.store;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** One version of a record as it lies in the bucket; without a value it says "deleted". */
record StoredVersion<T>(
    Id id,
    long version,
    Instant createdAt,
    Instant at,
    String by,
    Optional<Origin> origin,
    Optional<T> value) {

  static <T> StoredVersion<T> of(Entry<T> entry) {
    return new StoredVersion<>(
        entry.id(),
        entry.version(),
        entry.createdAt(),
        entry.at(),
        entry.by(),
        Optional.empty(),
        Optional.of(entry.value()));
  }

  /** The same, written by the call that is answered now. */
  StoredVersion<T> byCurrentCall() {
    return new StoredVersion<>(id, version, createdAt, at, by, Origin.current(), value);
  }

  static <T> StoredVersion<T> parse(byte[] json, Class<T> type) {
    try {
      return reader(type).readValue(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static <T> StoredVersion<T> parse(JsonNode json, Class<T> type) {
    try {
      return reader(type).readValue(json);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ObjectReader reader(Class<?> type) {
    JavaType stored =
        Json.STORED.getTypeFactory().constructParametricType(StoredVersion.class, type);
    return Json.STORED.readerFor(stored);
  }

  Optional<Entry<T>> entry() {
    return value.map(living -> new Entry<>(id, version, createdAt, at, by, living));
  }
}
