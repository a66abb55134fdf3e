package org.keqiao.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An aligned piece of an object in the bucket; objects under a key of media never change.
 *
 * @param key of the object
 * @param index of the block in the object, from 0
 * @param length bytes; only the last block of an object is shorter than {@link #SIZE}
 */
record Block(String key, long index, int length) {

  /** Bytes of a block. */
  static final int SIZE = 1 << 20;

  /**
   * @param size of the whole object, bytes
   */
  static Block of(String key, long index, long size) {
    return new Block(key, index, (int) Math.min(SIZE, size - index * SIZE));
  }

  /** Where the block begins in its object. */
  long offset() {
    return index * SIZE;
  }

  /** A name for a file: of the same length for any key, and never the same for two blocks. */
  String fileName() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "%s-%d".formatted(HexFormat.of().formatHex(hash, 0, 16), index);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
