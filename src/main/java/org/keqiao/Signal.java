package org.keqiao;

import java.util.concurrent.CountDownLatch;

/**
 * Turns the signal to stop (SIGTERM, Ctrl-C) into an interrupt of the thread that it was made on,
 * and holds the process until that thread has closed everything; so a start is stopped in order
 * too.
 */
final class Signal implements AutoCloseable {

  private final Thread main = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean given;

  private Signal() {}

  /** Begins to listen. */
  static Signal listen() {
    Signal signal = new Signal();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(signal::stop));
    return signal;
  }

  private void stop() {
    given = true;
    main.interrupt();
    try {
      closed.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether somebody wants the program to stop. */
  boolean given() {
    return given;
  }

  /** Waits for the signal. */
  void await() throws InterruptedException {
    closed.await();
  }

  /** Says that everything is closed, and lets the process end. */
  @Override
  public void close() {
    closed.countDown();
  }
}
