package org.keqiao.identity.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;

/**
 * Lets passwords be hashed a few at a time, because each hash costs a core tens of milliseconds and
 * 19 MiB: a storm of sign-ins leaves cores and memory to streaming.
 */
public final class Turns {

  /** How long one waits for its turn. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Semaphore turns;

  /**
   * @param atOnce how many may be hashed at one moment
   */
  public Turns(int atOnce) {
    this.turns = new Semaphore(atOnce, true);
  }

  /**
   * Works in its turn.
   *
   * @throws FaultException too many, when it is not its turn soon
   */
  public <T> T take(Supplier<T> work) {
    try {
      if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw FaultException.of(new Fault.TooMany("sign-in-busy", PATIENCE));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
