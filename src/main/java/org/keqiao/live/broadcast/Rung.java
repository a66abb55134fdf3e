package org.keqiao.live.broadcast;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a room can have of a broadcast, the most first. */
enum Rung {
  /** Moving pictures and sound. */
  VIDEO,
  /** The same, small. */
  LOW,
  /** A picture a second, and sound. */
  LITE,
  /** Sound alone. */
  AUDIO;

  /** The name in API, addresses and keys. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Rung> of(String label) {
    return Stream.of(values()).filter(rung -> rung.label().equals(label)).findFirst();
  }
}
