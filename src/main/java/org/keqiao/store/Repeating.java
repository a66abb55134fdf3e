package org.keqiao.store;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Work that keeps the stores in order, done again and again on a virtual thread, one piece after
 * the other, until it is closed. Work that throws is not done again.
 */
public final class Repeating implements AutoCloseable {

  private final ScheduledExecutorService timer;

  /**
   * @param name of the thread
   */
  public Repeating(String name) {
    this.timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name(name).factory());
  }

  /** Does something now, and again each time that a pause has passed since it was done. */
  public Repeating now(Duration pause, Runnable work) {
    return after(Duration.ZERO, pause, work);
  }

  /** Does something each time that a pause has passed since it was done, or since now. */
  public Repeating later(Duration pause, Runnable work) {
    return after(pause, pause, work);
  }

  private Repeating after(Duration first, Duration pause, Runnable work) {
    var _ =
        timer.scheduleWithFixedDelay(
            work, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
