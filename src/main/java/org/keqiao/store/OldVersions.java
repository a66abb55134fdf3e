package org.keqiao.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deletes what is old of a whole kind of record, in one walk over its keys. */
public final class OldVersions {

  private final Bucket bucket;
  private final RecordType<?> type;

  /** Of the records of one kind in a bucket. */
  public OldVersions(Bucket bucket, RecordType<?> type) {
    this.bucket = bucket;
    this.type = type;
  }

  /**
   * Deletes the versions that were replaced before a moment; the current one of each record stays,
   * however old it is, and so do those that were replaced later.
   *
   * @param before {@link Records#LONGEST_REQUEST} back or more
   * @return how many are deleted
   */
  public long forgetReplaced(Instant before) {
    List<RecordVersion> replaced = new ArrayList<>();
    List<RecordVersion> last = new ArrayList<>(1);
    bucket
        .keysStoredBefore(type.prefix(), before)
        .flatMap(key -> type.parse(key).stream())
        .forEach(
            version -> {
              last.stream().filter(older -> older.id().equals(version.id())).forEach(replaced::add);
              last.clear();
              last.add(version);
            });
    replaced.forEach(this::delete);
    return replaced.size();
  }

  /**
   * Deletes records that were made before a moment and never changed since, for kinds whose records
   * never change and are read by nobody but the audit.
   *
   * @return how many are deleted
   */
  public long forgetMade(Instant before) {
    return bucket
        .keysStoredBefore(type.prefix(), before)
        .flatMap(key -> type.parse(key).stream())
        .mapToLong(
            made -> {
              delete(made);
              return 1;
            })
        .sum();
  }

  private void delete(RecordVersion version) {
    bucket.delete(type.key(version.id(), version.version()));
  }
}
