package org.keqiao.delivery;

import java.time.Instant;

/**
 * A file that somebody holds a good token for.
 *
 * @param key where it lies in the bucket; what lies there never changes
 * @param bytes its size
 * @param type media type
 * @param tag its entity tag, quoted
 * @param expiry when the token expires
 */
record MediaFile(String key, long bytes, String type, String tag, Instant expiry) {

  /**
   * @param mark the same as long as its bytes are the same
   */
  static MediaFile of(String key, long bytes, String type, String mark, Instant expiry) {
    return new MediaFile(key, bytes, type, "\"" + mark + "\"", expiry);
  }

  /** Whether it names other files by relative addresses, which only our own addresses continue. */
  boolean namesOthers() {
    return type.equals("application/vnd.apple.mpegurl") || type.equals("text/vtt");
  }
}
