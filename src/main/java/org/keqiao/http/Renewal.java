package org.keqiao.http;

import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a new certificate when the files have changed. Connections that are open stay; a pair that
 * does not fit together, as it is while one of the two is written, is tried again until it does.
 */
final class Renewal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

  private final TlsFiles files;
  private final List<Listener> listeners;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("certificate").factory());
  private List<FileTime> known;

  private Renewal(TlsFiles files, List<Listener> listeners, List<FileTime> known) {
    this.files = files;
    this.listeners = listeners;
    this.known = known;
  }

  /**
   * Begins to look.
   *
   * @param known when the files were written that are in use
   */
  static Renewal start(TlsFiles files, List<FileTime> known, List<Listener> listeners) {
    Renewal renewal = new Renewal(files, listeners, known);
    long every = LOOK_EVERY.toMillis();
    var _ =
        renewal.timer.scheduleWithFixedDelay(renewal::look, every, every, TimeUnit.MILLISECONDS);
    return renewal;
  }

  /** When the files were written; nothing while one of them is away. */
  static List<FileTime> written(TlsFiles files) {
    try {
      return files.written();
    } catch (IOException away) {
      return List.of();
    }
  }

  private void look() {
    List<FileTime> now = written(files);
    if (now.equals(known) || now.isEmpty()) {
      return;
    }
    try {
      for (Listener listener : listeners) {
        var _ = listener.renew(files.options()).toCompletionStage().toCompletableFuture().join();
      }
      known = now;
      LOG.info("the certificate was taken anew from {}", files.certificate());
    } catch (CompletionException unfit) {
      LOG.warn("the new certificate is no good: {}", String.valueOf(unfit.getCause()));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
