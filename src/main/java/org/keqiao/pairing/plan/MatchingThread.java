package org.keqiao.pairing.plan;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.keqiao.fault.FaultException;

/**
 * Computes one plan after the other: a plan keeps a core busy for seconds, and everything else that
 * the server does shall not wait for it.
 */
final class MatchingThread {

  private final ExecutorService one =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("matching").factory());

  <T> T run(Supplier<T> work) {
    try {
      return one.submit(work::get).get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }
}
