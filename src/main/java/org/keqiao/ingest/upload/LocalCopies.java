package org.keqiao.ingest.upload;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.FaultException;
import org.keqiao.ingest.Spool;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;

/**
 * Local copies between the requests of an upload. They may all be forgotten: what is safe lies in
 * the bucket, and a copy that is missing at the end is read back from there.
 */
final class LocalCopies {

  private static final Duration KEEP = Duration.ofMinutes(15);
  private static final long MOST_MEBIBYTES = 16 << 10;

  private final Bucket bucket;
  private final Spool spool;
  private final Cache<Id, LocalCopy> idle =
      Caffeine.newBuilder()
          .expireAfterWrite(KEEP)
          .scheduler(Scheduler.systemScheduler())
          .maximumWeight(MOST_MEBIBYTES)
          .weigher((Id upload, LocalCopy copy) -> (int) (copy.end() >> 20))
          .evictionListener(LocalCopies::evicted)
          .build();

  LocalCopies(Bucket bucket, Spool spool) {
    this.bucket = bucket;
    this.spool = spool;
  }

  private static void evicted(@Nullable Id upload, @Nullable LocalCopy copy, RemovalCause cause) {
    if (copy != null) {
      copy.drop();
    }
  }

  /** The copy of an upload, as far as it has arrived; a new one begins after the last full part. */
  LocalCopy take(Id upload, Arrival arrival) {
    Optional<LocalCopy> kept = takeKept(upload, arrival);
    return kept.orElseGet(() -> begin(arrival));
  }

  /** The copy of an upload, if one was kept that ends where the upload does. */
  Optional<LocalCopy> takeKept(Id upload, Arrival arrival) {
    Optional<LocalCopy> kept = Optional.ofNullable(idle.asMap().remove(upload));
    kept.filter(copy -> copy.end() != arrival.offset()).ifPresent(LocalCopy::drop);
    return kept.filter(copy -> copy.end() == arrival.offset());
  }

  private LocalCopy begin(Arrival arrival) {
    LocalCopy copy = LocalCopy.begin(spool.arriving(), arrival.afterParts());
    try {
      arrival.tail().ifPresent(tail -> read(tail, copy));
      return copy;
    } catch (RuntimeException failed) {
      copy.drop();
      throw failed;
    }
  }

  /**
   * Reads a whole object back.
   *
   * @throws FaultException unavailable, when it is not there
   */
  LocalCopy read(String key) {
    LocalCopy copy = LocalCopy.begin(spool.arriving(), 0);
    try {
      read(key, copy);
      return copy;
    } catch (RuntimeException failed) {
      copy.drop();
      throw failed;
    }
  }

  private void read(String key, LocalCopy copy) {
    if (!bucket.readTo(key, new PieceStream(copy::append))) {
      throw FaultException.unavailable("bucket-unavailable", null);
    }
  }

  /** Keeps a copy for the next request. */
  void keep(Id upload, LocalCopy copy) {
    idle.put(upload, copy);
  }

  /** Drops what is kept of an upload. */
  void forget(Id upload) {
    Optional.ofNullable(idle.asMap().remove(upload)).ifPresent(LocalCopy::drop);
  }
}
