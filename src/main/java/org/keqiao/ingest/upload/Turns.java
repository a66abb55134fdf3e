package org.keqiao.ingest.upload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;

/**
 * On one server, one request at a time works on an upload. Whoever comes later ends what she can of
 * the earlier one: a client that reconnects does not wait until the server notices that her first
 * line is dead.
 */
final class Turns {

  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final Map<Id, Turn> taken = new ConcurrentHashMap<>();

  /** The right to work on an upload; it ends when it is closed. */
  final class Turn implements AutoCloseable {

    private final Id upload;
    private final Runnable stop;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Turn(Id upload, Runnable stop) {
      this.upload = upload;
      this.stop = stop;
    }

    @Override
    public void close() {
      taken.remove(upload, this);
      ended.countDown();
    }
  }

  /**
   * Takes a turn, after the one before has ended.
   *
   * @param stop asks the holder to end soon; must return at once
   * @throws FaultException unavailable {@code upload-busy}, when the one before does not end
   */
  Turn take(Id upload, Runnable stop) {
    Turn mine = new Turn(upload, stop);
    long end = System.nanoTime() + PATIENCE.toNanos();
    Turn before = taken.putIfAbsent(upload, mine);
    while (before != null) {
      before.stop.run();
      await(before, end - System.nanoTime());
      before = taken.putIfAbsent(upload, mine);
    }
    return mine;
  }

  /** Takes a turn that is short, or must not be ended from outside. */
  Turn take(Id upload) {
    return take(upload, () -> {});
  }

  private static void await(Turn before, long nanos) {
    try {
      if (!before.ended.await(nanos, TimeUnit.NANOSECONDS)) {
        throw FaultException.unavailable("upload-busy", null);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }
}
