package org.keqiao.store;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.keqiao.fault.FaultException;

/**
 * Writes batches of cards to one index, a few at once: while Elasticsearch indexes one, the next is
 * read and made. Whoever brings more than that waits.
 */
final class CardWriter<T> implements AutoCloseable {

  private static final int AT_ONCE = 4;

  private final Projection<T> cards;
  private final String index;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore free = new Semaphore(AT_ONCE);
  private final List<Future<?>> writing = new ArrayList<>();

  CardWriter(Projection<T> cards, String index) {
    this.cards = cards;
    this.index = index;
  }

  /**
   * Writes the cards of these versions, some time before {@link #finish} returns.
   *
   * @throws FaultException or what else an earlier batch failed with
   */
  void write(Supplier<List<StoredVersion<T>>> versions) {
    submit(() -> cards.bulk(index, versions.get()));
  }

  /** Drops cards, some time before {@link #finish} returns. */
  void forget(List<Id> orphans) {
    if (!orphans.isEmpty()) {
      submit(() -> cards.forget(index, orphans));
    }
  }

  private void submit(Runnable batch) {
    free.acquireUninterruptibly();
    settle(Future::isDone);
    writing.add(
        threads.submit(
            () -> {
              try {
                batch.run();
              } finally {
                free.release();
              }
            }));
  }

  /** Waits until all is written. */
  void finish() {
    settle(batch -> true);
  }

  private void settle(Predicate<Future<?>> which) {
    for (Iterator<Future<?>> each = writing.iterator(); each.hasNext(); ) {
      Future<?> batch = each.next();
      if (which.test(batch)) {
        each.remove();
        settle(batch);
      }
    }
  }

  private static void settle(Future<?> batch) {
    try {
      batch.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("search-unavailable", interrupted);
    }
  }

  /** Ends what still runs; what is wanted to be complete was finished before. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
