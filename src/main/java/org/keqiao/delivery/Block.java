package org.keqiao.delivery;

import org.apache.commons.codec.digest.DigestUtils;

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
    return DigestUtils.sha256Hex(key).substring(0, 32) + "-" + index;
  }
}
