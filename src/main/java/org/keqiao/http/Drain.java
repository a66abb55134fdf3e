package org.keqiao.http;

/** Whether the server is about to stop: balancers and listeners should go elsewhere. */
public final class Drain {

  private volatile boolean begun;

  /** From now on it is. */
  void begin() {
    begun = true;
  }

  /** Whether it is. */
  boolean begun() {
    return begun;
  }
}
