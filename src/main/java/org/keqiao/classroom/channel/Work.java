package org.keqiao.classroom.channel;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a session does its work with.
 *
 * @param mailbox where everything of the session is done
 */
record Work(
    SessionLog log,
    SessionBus bus,
    Clock clock,
    Executor mailbox,
    ScheduledExecutorService timer,
    ChannelMetrics metrics) {

  private static final Logger LOG = LoggerFactory.getLogger(Work.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  Servers servers() {
    return bus.servers();
  }

  long now() {
    return clock.millis();
  }

  void later(Duration delay, Runnable task) {
    if (!timer.isShutdown()) {
      var _ = timer.schedule(() -> mailbox.execute(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Adds an object to the log, as often as it takes.
   *
   * @param done told, in the mailbox, whether the number was still free
   */
  void write(Id session, SessionLog.Batch batch, Consumer<Boolean> done) {
    var _ =
        Thread.ofVirtual()
            .start(
                () -> {
                  boolean written = written(session, batch);
                  mailbox.execute(() -> done.accept(written));
                });
  }

  private boolean written(Id session, SessionLog.Batch batch) {
    while (!timer.isShutdown()) {
      try {
        return log.append(session, batch);
      } catch (FaultException away) {
        LOG.warn("session {} goes on and is not kept now: {}", session, away.getMessage());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
    return false;
  }
}
