package org.keqiao.store;

import java.time.Duration;
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

  /**
   * Whether something that ends then can be its work. A key that was replaced, perhaps because it
   * got out, is not believed about what lives longer than what it made before all servers knew.
   *
   * @param longest how long after it is made anything ends, with what clocks may be apart
   */
  public boolean couldMake(Instant ends, Duration longest) {
    return replaced.map(at -> !ends.isAfter(at.plus(KeyRing.FRESH).plus(longest))).orElse(true);
  }
}
