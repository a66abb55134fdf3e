package org.keqiao.store;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One question to the stores, with everybody who waits for its answer. When the record is written
 * meanwhile, the answer is good enough for those who asked before, and may be older than what is
 * known since.
 */
final class Load<T> {

  private final FutureTask<Optional<StoredVersion<T>>> task;
  private boolean overtaken;

  Load(Function<Load<T>, Optional<StoredVersion<T>>> question) {
    this.task = new FutureTask<>(() -> question.apply(this));
  }

  void run() {
    task.run();
  }

  synchronized void overtake() {
    overtaken = true;
  }

  /** Keeps the answer, unless the record was written meanwhile; whether it was not. */
  synchronized boolean unlessOvertaken(Runnable keep) {
    if (!overtaken) {
      keep.run();
    }
    return !overtaken;
  }

  /** The answer, or what the question failed with. */
  Optional<StoredVersion<T>> await() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw rethrown(failed.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException rethrown(@Nullable Throwable cause) {
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }
}
