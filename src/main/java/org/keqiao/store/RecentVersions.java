package org.keqiao.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * The newest version of each record that this server saw in the last seconds. A deletion is a
 * version too, so that a reader who began before it cannot bring back what was deleted.
 */
final class RecentVersions<T> {

  /** How long another server's write may stay unseen here. */
  private static final Duration FORGET_AFTER = Duration.ofSeconds(5);

  private static final int REMEMBERED = 20_000;

  private final Cache<Id, StoredVersion<T>> seen =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(FORGET_AFTER).build();
  private final Map<Id, FutureTask<Optional<StoredVersion<T>>>> loads = new ConcurrentHashMap<>();

  /** Remembers a version; answers the newest one that is known now. */
  StoredVersion<T> remember(StoredVersion<T> version) {
    return seen.asMap()
        .merge(
            version.id(),
            version,
            (known, fresh) -> known.version() > fresh.version() ? known : fresh);
  }

  /** Remembers nothing of a record that is no more. */
  void forget(Id id) {
    seen.invalidate(id);
  }

  /** The number of the version that is known; 0 when none is. */
  long versionOf(Id id) {
    StoredVersion<T> known = seen.getIfPresent(id);
    return known == null ? 0 : known.version();
  }

  /**
   * The version that is known, or else what {@code load} finds: however many readers ask at the
   * same time, it runs once.
   */
  Optional<StoredVersion<T>> find(Id id, Function<Id, Optional<StoredVersion<T>>> load) {
    StoredVersion<T> known = seen.getIfPresent(id);
    if (known != null) {
      return Optional.of(known);
    }
    FutureTask<Optional<StoredVersion<T>>> own = new FutureTask<>(() -> load.apply(id));
    FutureTask<Optional<StoredVersion<T>>> running = loads.putIfAbsent(id, own);
    if (running == null) {
      try {
        own.run();
      } finally {
        loads.remove(id, own);
      }
      running = own;
    }
    return await(running).map(this::remember);
  }

  private static <R> R await(FutureTask<R> running) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return running.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          if (failed.getCause() instanceof RuntimeException cause) {
            throw cause;
          }
          throw new IllegalStateException(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
