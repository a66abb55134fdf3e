package org.keqiao.store;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;

/**
 * On one server, one request at a time works on a record. Whoever comes later may end what she can
 * of the earlier one: a client that reconnects does not wait until the server notices that her
 * first line is dead. Between servers it settles nothing; it only saves them from losing races
 * against themselves.
 */
public final class Turns {

  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private final String busy;

  /** The last one who asked for a turn. */
  private final Map<Id, Turn> taken = new ConcurrentHashMap<>();

  /**
   * @param busy code of the fault when a turn does not come
   */
  public Turns(String busy) {
    this.busy = busy;
  }

  /** The right to work on a record; it ends when it is closed. */
  public final class Turn implements AutoCloseable {

    private final Id record;
    private final Runnable stop;
    private final CountDownLatch ended = new CountDownLatch(1);

    private Turn(Id record, Runnable stop) {
      this.record = record;
      this.stop = stop;
    }

    @Override
    public void close() {
      taken.remove(record, this);
      ended.countDown();
    }
  }

  /**
   * Takes a turn, after the one before has ended.
   *
   * @param stop asks the holder to end soon; must return at once
   * @throws FaultException unavailable {@code busy}, when the one before does not end
   */
  public Turn take(Id record, Runnable stop) {
    Turn mine = new Turn(record, stop);
    Turn before = taken.put(record, mine);
    if (before != null) {
      before.stop.run();
      await(before, mine);
    }
    return mine;
  }

  /** Takes a turn that is short, or must not be ended from outside. */
  public Turn take(Id record) {
    return take(record, () -> {});
  }

  /** Each waits for the one before only, so that they come in the order in which they asked. */
  private void await(Turn before, Turn mine) {
    boolean came = false;
    try {
      came = before.ended.await(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      if (!came) {
        throw FaultException.unavailable(busy, null);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    } finally {
      if (!came) {
        passOn(before, mine);
      }
    }
  }

  /** Who has given up leaves her place in the row to nobody before it is hers. */
  private static void passOn(Turn before, Turn mine) {
    var _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    before.ended.await();
                  } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                  } finally {
                    mine.close();
                  }
                });
  }
}
