package org.keqiao.ingest.upload;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.MultipartUploads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes uploads that were given up, and what killed servers left: room that nobody uses, parts
 * and objects that no upload names. What another server may be writing at this moment is let alone.
 */
final class UploadSweep {

  private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
  private static final Duration PAUSE = Duration.ofHours(1);

  /** A request that takes room makes its upload, or stores it, long before. */
  private static final Duration SETTLED = Duration.ofHours(1);

  /** What is sent in one row names itself in a record long before. */
  private static final Duration NAMED = Duration.ofDays(2);

  private static final Pattern OBJECT = Pattern.compile(Arrival.FOLDER + "([a-z0-9-]{1,64})/.+");

  private final Bucket bucket;
  private final UploadRecords uploads;
  private final Finishing finishing;
  private final Quotas quotas;

  UploadSweep(Bucket bucket, UploadRecords uploads, Finishing finishing, Quotas quotas) {
    this.bucket = bucket;
    this.uploads = uploads;
    this.finishing = finishing;
    this.quotas = quotas;
  }

  AutoCloseable start() {
    Thread thread = Thread.ofVirtual().name("upload-sweep").start(this::sweepHourly);
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private void sweepHourly() {
    try {
      while (true) {
        sweepQuietly();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweepQuietly() {
    try {
      sweep(Instant.now());
    } catch (FaultException away) {
      LOG.warn("abandoned uploads cannot be deleted now: {}", away.getMessage());
    }
  }

  private void sweep(Instant now) {
    quotas.all().forEach(use -> settle(use, now));
    quotas.forgetHistory();
    bucket
        .keysStoredBefore(Arrival.FOLDER, now.minus(NAMED))
        .filter(this::isUnnamed)
        .forEach(bucket::delete);
    bucket.multiparts().begunBefore(now.minus(NAMED)).stream()
        .filter(this::isUnnamed)
        .forEach(bucket.multiparts()::abort);
  }

  private void settle(Entry<StorageUse> account, Instant now) {
    for (Map.Entry<Id, StorageUse.Reservation> each : account.value().unfinished().entrySet()) {
      try {
        settle(account.id(), each.getKey(), each.getValue(), now);
      } catch (FaultException later) {
        LOG.info("upload {} is settled later: {}", each.getKey(), later.getMessage());
      }
    }
  }

  private void settle(Id account, Id id, StorageUse.Reservation room, Instant now) {
    Optional<Entry<Upload>> upload = uploads.find(id);
    boolean old = room.since().isBefore(now.minus(SETTLED));
    if (upload.isEmpty()) {
      if (old) {
        quotas.release(account, id);
      }
    } else if (upload.get().value().sha256().isPresent()) {
      quotas.stored(account, id);
    } else if (upload.get().value().expired(now)) {
      LOG.info("upload {} was given up, {} bytes of it had arrived", id, arrived(upload.get()));
      finishing.abandon(upload.get(), "system");
    }
  }

  private static long arrived(Entry<Upload> upload) {
    return upload.value().arrival().offset();
  }

  private boolean isUnnamed(String key) {
    return unfinished(key).isEmpty();
  }

  /** Renditions are sent in parts, too, within minutes. */
  private boolean isUnnamed(MultipartUploads.Unfinished parts) {
    return unfinished(parts.key())
        .filter(upload -> upload.arrival().multipart().equals(Optional.of(parts.id())))
        .isEmpty();
  }

  private Optional<Upload> unfinished(String key) {
    Matcher object = OBJECT.matcher(key);
    return object.matches()
        ? uploads
            .find(new Id(object.group(1)))
            .map(Entry::value)
            .filter(upload -> upload.sha256().isEmpty() && !upload.expired(Instant.now()))
        : Optional.empty();
  }
}
