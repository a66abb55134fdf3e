package org.keqiao.ingest.upload;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What an account, or all accounts of a school, keep in the library by their uploads.
 *
 * @param stored bytes of finished uploads
 * @param unfinished what unfinished ones were promised, by upload
 */
record StorageUse(long stored, Map<Id, Reservation> unfinished) {

  static final StorageUse NOTHING = new StorageUse(0, Map.of());

  StorageUse {
    unfinished = Map.copyOf(unfinished);
  }

  /**
   * Room for one upload.
   *
   * @param school whose room it takes, too
   * @param since when it was promised
   */
  record Reservation(long bytes, Optional<Id> school, Instant since) {}

  long total() {
    return stored + unfinished.values().stream().mapToLong(Reservation::bytes).sum();
  }

  StorageUse reserving(Id upload, Reservation room) {
    Map<Id, Reservation> more = new HashMap<>(unfinished);
    more.put(upload, room);
    return new StorageUse(stored, more);
  }

  StorageUse releasing(Id upload) {
    Map<Id, Reservation> fewer = new HashMap<>(unfinished);
    fewer.remove(upload);
    return new StorageUse(stored, fewer);
  }

  /** Counts an upload as finished; one without a reservation was counted before. */
  StorageUse storing(Id upload) {
    Reservation room = unfinished.get(upload);
    return room == null
        ? this
        : new StorageUse(stored + room.bytes(), releasing(upload).unfinished());
  }
}
