package org.keqiao;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first, and goes on when one of them does not close. */
final class Closing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private record Part(String name, AutoCloseable resource) {}

  synchronized void add(String name, AutoCloseable resource) {
    parts.push(new Part(name, resource));
  }

  /** An interrupt that came before does not hurry the parts; the caller gets it back. */
  @Override
  public synchronized void close() {
    boolean interrupted = Thread.interrupted();
    closeAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeAll() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.resource().close();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
      } catch (Exception stuck) {
        LOG.warn("{} did not close", part.name(), stuck);
      }
    }
  }
}
