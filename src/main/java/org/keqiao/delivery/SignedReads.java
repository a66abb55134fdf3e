package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.time.Duration;
import org.keqiao.store.PresignedReads;

/**
 * Addresses under which the bucket's server gives a file to whoever has the address. One address
 * serves everybody for a while, so that caches between recognise it.
 */
final class SignedReads {

  /** How long an address is good when it is given out for the last time. */
  private static final Duration LEAST_LIFE = Duration.ofHours(1);

  private static final Duration REUSED = Duration.ofHours(1);
  private static final int MOST = 100_000;

  private final LoadingCache<String, URI> addresses;

  SignedReads(PresignedReads bucket) {
    this.addresses =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REUSED)
            .build(key -> bucket.address(key, LEAST_LIFE.plus(REUSED)));
  }

  URI address(MediaFile file) {
    return addresses.get(file.key());
  }
}
