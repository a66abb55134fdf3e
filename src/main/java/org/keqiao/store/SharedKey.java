package org.keqiao.store;

import java.time.Instant;
import java.util.Optional;

/** A 256-bit key that all servers share; never printed. */
public final class SharedKey {

  private final int number;
  private final byte[] bytes;
  private final Optional<Instant> replaced;

  SharedKey(int number, byte[] bytes, Optional<Instant> replaced) {
    this.number = number;
    this.bytes = bytes.clone();
    this.replaced = replaced;
  }

  /** Tells it from the others of its ring: the first is 0, the next 1. */
  public int number() {
    return number;
  }

  /** The key itself. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Since when there is a newer one, which signs instead. */
  public Optional<Instant> replaced() {
    return replaced;
  }
}
