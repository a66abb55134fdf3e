package org.keqiao.ingest.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * What is known of each upload, and the rule that one run at a time adds to it: a run changes the
 * version that it wrote itself, so that one which was overtaken, on whichever server, can do no
 * harm.
 */
final class UploadRecords {

  private static final RecordType<Upload> TYPE = new RecordType<>("upload", Upload.class);

  /** So many versions are worth a look for old ones. */
  private static final int MANY = 64;

  private final Bucket bucket;
  private final Records<Upload> records;
  private final Duration life;

  /** Unfinished uploads are kept for {@code life} after the last byte. */
  UploadRecords(Bucket bucket, Duration life) {
    this.bucket = bucket;
    this.records = new Records<>(bucket, TYPE, Optional.empty());
    this.life = life;
  }

  /** Makes one, unless it is there already. */
  Entry<Upload> create(Id id, Announced file, Id owner) {
    return createIfAbsent(id, Upload.announced(file, owner, expiry()));
  }

  Entry<Upload> createIfAbsent(Id id, Upload upload) {
    return records
        .createIfAbsent(id, upload, upload.owner().value())
        .orElseGet(() -> records.read(id));
  }

  private Instant expiry() {
    return Instant.now().plus(life);
  }

  /** As it was a few seconds ago at the latest, whether it has expired or not. */
  Optional<Entry<Upload>> find(Id id) {
    return records.find(id);
  }

  /**
   * As it was a few seconds ago at the latest.
   *
   * @throws FaultException not found, {@code upload-expired} when it was given up
   */
  Entry<Upload> read(Id id) {
    return living(id, records.find(id));
  }

  /**
   * As it stands at this moment, whichever server wrote last.
   *
   * @throws FaultException not found, {@code upload-expired} when it was given up
   */
  Entry<Upload> newest(Id id) {
    return living(id, records.newest(id));
  }

  private static Entry<Upload> living(Id id, Optional<Entry<Upload>> found) {
    Entry<Upload> upload = found.orElseThrow(() -> FaultException.notFound("upload", id.value()));
    if (upload.value().expired(Instant.now())) {
      throw FaultException.of(new Fault.NotFound("upload-expired", List.of(id.value())));
    }
    return upload;
  }

  /**
   * Begins a run, which takes the place of the one before.
   *
   * @throws FaultException conflict {@code upload-taken-over}, when another came first
   */
  Entry<Upload> take(Entry<Upload> upload) {
    return change(upload, now -> now.with(now.arrival().takenBy(Id.fresh().value()), expiry()));
  }

  /** Begins a run that starts at the first byte. */
  Entry<Upload> restart(Entry<Upload> upload) {
    Entry<Upload> fresh =
        change(upload, now -> now.with(Arrival.none().takenBy(Id.fresh().value()), expiry()));
    discard(upload);
    return fresh;
  }

  /**
   * Records what is safe now.
   *
   * @param held as this run wrote it last
   * @throws FaultException conflict {@code upload-taken-over}
   */
  Entry<Upload> record(Entry<Upload> held, Arrival arrival) {
    Entry<Upload> recorded = change(held, now -> now.with(arrival, expiry()));
    held.value()
        .arrival()
        .tail()
        .filter(old -> !arrival.tail().equals(Optional.of(old)))
        .ifPresent(bucket::delete);
    if (recorded.version() % MANY == 0) {
      forgetHistory(recorded.id());
    }
    return recorded;
  }

  private Entry<Upload> change(Entry<Upload> held, UnaryOperator<Upload> how) {
    try {
      return records.update(
          held.id(), OptionalLong.of(held.version()), held.value().owner().value(), how);
    } catch (FaultException overtaken) {
      if (overtaken.fault() instanceof Fault.Stale || overtaken.fault() instanceof Fault.NotFound) {
        throw FaultException.conflict("upload-taken-over");
      }
      throw overtaken;
    }
  }

  /** Ends an upload whose content is stored. */
  Entry<Upload> stored(Entry<Upload> upload, String sha256) {
    Entry<Upload> stored =
        records.update(upload.id(), upload.value().owner().value(), now -> now.storedAs(sha256));
    discard(upload);
    forgetHistory(upload.id());
    return stored;
  }

  private void forgetHistory(Id id) {
    records.forgetHistory(id, Instant.now().minus(Records.LONGEST_REQUEST.multipliedBy(2)));
  }

  /**
   * Deletes an upload, and what is there of it.
   *
   * @throws FaultException conflict {@code upload-taken-over}, when more of it has arrived
   *     meanwhile
   */
  void delete(Entry<Upload> upload, String by) {
    try {
      records.delete(upload.id(), upload.version(), by);
    } catch (FaultException overtaken) {
      if (overtaken.fault() instanceof Fault.Stale) {
        throw FaultException.conflict("upload-taken-over");
      }
      throw overtaken;
    }
    discard(upload);
  }

  private void discard(Entry<Upload> upload) {
    upload.value().arrival().parts(upload.id()).ifPresent(bucket.multiparts()::abort);
    bucket.keys(Arrival.folder(upload.id()), "").forEach(bucket::delete);
  }
}
