package org.keqiao.delivery;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What a token says, before its signature: one byte of version, two of the key's number, four of
 * the expiry in seconds since 1970, one of the rendition set, then audience and lesson, each as its
 * length in one byte and its letters.
 *
 * @param key number of the key that signs it
 */
record MediaClaim(int key, MediaGrant grant) {

  private static final byte VERSION = 1;
  private static final int FIXED = 10;

  byte[] bytes() {
    byte[] audience = grant.audience().getBytes(StandardCharsets.US_ASCII);
    byte[] lesson = grant.lesson().value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(FIXED + audience.length + lesson.length)
        .put(VERSION)
        .putShort((short) key)
        .putInt((int) grant.expiry().getEpochSecond())
        .put((byte) grant.files().code())
        .put((byte) audience.length)
        .put(audience)
        .put((byte) lesson.length)
        .put(lesson)
        .array();
  }

  /** What the bytes say; nothing, when they are no claim or something follows. */
  static Optional<MediaClaim> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != VERSION) {
        return Optional.empty();
      }
      int key = Short.toUnsignedInt(in.getShort());
      Instant expiry = Instant.ofEpochSecond(Integer.toUnsignedLong(in.getInt()));
      Optional<RenditionSet> files = RenditionSet.of(in.get());
      String audience = text(in);
      String lesson = text(in);
      return files
          .filter(known -> Id.isId(lesson) && !in.hasRemaining())
          .map(set -> new MediaClaim(key, new MediaGrant(new Id(lesson), audience, set, expiry)));
    } catch (BufferUnderflowException cutOff) {
      return Optional.empty();
    }
  }

  private static String text(ByteBuffer in) {
    byte[] letters = new byte[Byte.toUnsignedInt(in.get())];
    in.get(letters);
    return new String(letters, StandardCharsets.US_ASCII);
  }
}
