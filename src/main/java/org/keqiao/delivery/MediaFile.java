package org.keqiao.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * A file that somebody holds a good token for.
 *
 * @param key where it lies in the bucket; what lies there never changes
 * @param bytes its size
 * @param type media type
 * @param tag its entity tag, quoted
 * @param grant what the token allows
 */
record MediaFile(String key, long bytes, String type, String tag, MediaGrant grant) {

  /**
   * @param mark the same as long as its bytes are the same
   */
  static MediaFile of(String key, long bytes, String type, String mark, MediaGrant grant) {
    return new MediaFile(key, bytes, type, "\"" + mark + "\"", grant);
  }

  /** How long caches may keep it: nobody asks for it by this token any longer. */
  String cacheControl() {
    long keep = Duration.between(Instant.now(), grant.expiry()).toSeconds();
    return "public, max-age=%d, immutable".formatted(Math.max(0, keep));
  }

  /** Whether it names other files by relative addresses, which only our own addresses continue. */
  boolean namesOthers() {
    return type.equals("application/vnd.apple.mpegurl") || type.equals("text/vtt");
  }
}
