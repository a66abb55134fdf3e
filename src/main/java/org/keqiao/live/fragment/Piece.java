package org.keqiao.live.fragment;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** What a player takes as a whole. */
public sealed interface Piece {

  /** Its bytes. */
  Buffer bytes();

  /**
   * What a player needs first: {@code ftyp} and {@code moov}.
   *
   * @param mime media type with codecs as RFC 6381 writes them
   */
  record Head(Buffer bytes, String mime) implements Piece {}

  /**
   * Some pictures and sound: {@code moof} and {@code mdat}.
   *
   * @param key whether a player can begin with it: its first picture needs no other, or it has none
   * @param start since the beginning of the stream
   */
  record Fragment(Buffer bytes, boolean key, Duration start, Duration duration) implements Piece {}
}
