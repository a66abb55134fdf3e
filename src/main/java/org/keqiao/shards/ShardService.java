package org.keqiao.shards;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;

/** Reads the head and the shards; goes on with what it has read before while the bucket is away. */
public final class ShardService {

  private static final Duration HEAD_LIFE = Duration.ofSeconds(1);
  private static final String ONLY = "head";

  private final ShardStore store;
  private final Cache<String, Entry<Head>> head =
      Caffeine.newBuilder().expireAfterWrite(HEAD_LIFE).build();
  private volatile @Nullable Entry<Head> last;

  ShardService(ShardStore store) {
    this.store = store;
  }

  /**
   * Where the current shards are, not older than a second.
   *
   * @throws FaultException unavailable, before the first shards are built
   */
  Entry<Head> head() {
    return head.get(ONLY, only -> readHead());
  }

  private Entry<Head> readHead() {
    try {
      Entry<Head> now =
          store.head().orElseThrow(() -> FaultException.unavailable("catalogue-unavailable", null));
      last = now;
      return now;
    } catch (FaultException away) {
      return Optional.ofNullable(last).orElseThrow(() -> away);
    }
  }

  /**
   * The bytes of a shard.
   *
   * @throws FaultException not found
   */
  byte[] shard(String sha256) {
    return store
        .read(sha256)
        .orElseThrow(
            () ->
                FaultException.notFound(
                    "shard", sha256.length() > 64 ? sha256.substring(0, 64) : sha256));
  }
}
