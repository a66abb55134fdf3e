package org.keqiao.catalogue;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Saves how often lessons were played, twice a minute and once more at the end. */
final class UseFlushing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UseFlushing.class);
  private static final int SECONDS = 30;

  private final LessonUses uses;
  private final Consumer<Id> risen;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("uses").factory());

  /**
   * Begins to save.
   *
   * @param risen told of each lesson whose number of plays has one digit more
   */
  UseFlushing(LessonUses uses, Consumer<Id> risen) {
    this.uses = uses;
    this.risen = risen;
    var _ = timer.scheduleWithFixedDelay(this::flush, SECONDS, SECONDS, TimeUnit.SECONDS);
    var _ = timer.scheduleWithFixedDelay(() -> quietly(uses::forgetHistory), 1, 1, TimeUnit.HOURS);
  }

  private void flush() {
    quietly(() -> uses.flush().forEach(risen));
  }

  private static void quietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException away) {
      LOG.warn("plays cannot be saved now: {}", away.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      if (!timer.awaitTermination(SECONDS, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    flush();
  }
}
