package org.keqiao.activity;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that are kept in the bucket, those of many callers in one object: {@code
 * activity/<yyyy>/<mm>/<dd>/<hour>-<node>-<seq>.ndjson}. Lines that come within a tenth of a
 * second, or while an object is being written, go into the next one together.
 */
final class ActivityLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ActivityLog.class);
  private static final String FOLDER = "activity/";
  private static final String TYPE = "application/x-ndjson";
  private static final Duration GATHER = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("yyyy/MM/dd/HH").withZone(ZoneOffset.UTC);

  /** Lines; a caller that comes when so many wait is sent away. */
  private static final int MOST_WAITING = 10_000;

  private static final int MOST_BYTES = 4 << 20;

  private final Bucket bucket;
  private final Id node = Id.fresh();
  private final BlockingQueue<Line> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread writer;
  private volatile boolean closed;
  private long written;

  private record Line(byte[] json, CompletableFuture<Void> kept) {}

  ActivityLog(Bucket bucket) {
    this.bucket = bucket;
    this.writer = Thread.ofVirtual().name("activity").start(this::write);
  }

  /**
   * Keeps a line.
   *
   * @return done when it is safe; fails with {@link FaultException} unavailable
   */
  CompletableFuture<Void> append(byte[] json) {
    Line line = new Line(json, new CompletableFuture<>());
    if (closed || !waiting.offer(line)) {
      line.kept().completeExceptionally(FaultException.unavailable("activity-busy", null));
    }
    return line.kept();
  }

  /** Deletes what was written before a moment; returns how many objects. */
  long forget(Instant before) {
    List<String> old = bucket.keysStoredBefore(FOLDER, before).toList();
    old.forEach(bucket::delete);
    return old.size();
  }

  private void write() {
    while (!closed || !waiting.isEmpty()) {
      try {
        Line first = waiting.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          if (!closed) {
            Thread.sleep(GATHER);
          }
          keep(gather(first));
        }
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private List<Line> gather(Line first) {
    List<Line> together = new ArrayList<>(List.of(first));
    int bytes = first.json().length;
    for (Line next = waiting.peek(); next != null; next = waiting.peek()) {
      bytes += next.json().length;
      if (bytes > MOST_BYTES) {
        break;
      }
      together.add(next);
      waiting.remove();
    }
    return together;
  }

  private void keep(List<Line> lines) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    for (Line line : lines) {
      object.writeBytes(line.json());
      object.write('\n');
    }
    written++;
    String key = "%s%s-%s-%06d.ndjson".formatted(FOLDER, HOUR.format(Instant.now()), node, written);
    try {
      bucket.create(key, object.toByteArray(), TYPE);
      lines.forEach(line -> line.kept().complete(null));
    } catch (RuntimeException away) {
      LOG.warn("{} lines of activity are not kept: {}", lines.size(), away.getMessage());
      lines.forEach(line -> line.kept().completeExceptionally(away));
    }
  }

  /** Writes what waits, and takes no more. */
  @Override
  public void close() {
    closed = true;
    try {
      writer.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    waiting.forEach(
        late -> late.kept().completeExceptionally(FaultException.unavailable("stopping", null)));
  }
}
