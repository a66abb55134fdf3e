package org.keqiao.http.channel;

import io.vertx.core.buffer.Buffer;

/** What came over a channel, in one piece. */
public sealed interface Message {

  /** A text. */
  record Text(String text) implements Message {}

  /** Bytes. */
  record Binary(Buffer bytes) implements Message {}
}
