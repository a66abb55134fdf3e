package org.keqiao.ingest;

import java.util.Optional;

/**
 * An original in the bucket; the record's id is the SHA-256 of its content.
 *
 * @param bytes its size
 * @param type media type
 * @param kind {@code video}, {@code audio}, {@code document}, {@code image}, {@code archive} or
 *     {@code other}, by content
 * @param refusal why it is no video that can be streamed and no courseware that can be opened: a
 *     code, or nothing when it is one of these
 * @param durationMillis how long it plays
 * @param width in pixels, as shown
 * @param height in pixels, as shown
 * @param film how a film is made
 */
public record Blob(
    long bytes,
    String type,
    String kind,
    Optional<String> refusal,
    Optional<Long> durationMillis,
    Optional<Integer> width,
    Optional<Integer> height,
    Optional<Film> film) {

  /** Where the bytes of this content lie. */
  public static String key(String sha256) {
    return "blobs/" + sha256.substring(0, 2) + "/" + sha256;
  }
}
