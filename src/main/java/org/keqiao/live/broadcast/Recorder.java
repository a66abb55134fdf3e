package org.keqiao.live.broadcast;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.keqiao.fault.FaultException;
import org.keqiao.live.fragment.Packet;
import org.keqiao.live.fragment.Piece;
import org.keqiao.live.fragment.Segment;
import org.keqiao.live.fragment.Segmenter;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one take into the bucket, second by second, so that a killed server leaves all but the
 * last one. While the bucket is away, some minutes wait in memory.
 */
final class Recorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final String TYPE = "video/mp4";
  private static final int MOST_WAITING = 600;
  private static final int PAUSE_SECONDS = 1;
  private static final int SECONDS_TO_END = 30;

  private final Bucket bucket;
  private final String folder;
  private final Segmenter segmenter = new Segmenter();
  private final LinkedBlockingQueue<Piece> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private int written;

  Recorder(Bucket bucket, Id broadcast, long take) {
    this.bucket = bucket;
    this.folder = folder(broadcast) + "%015d/".formatted(take);
    this.thread = Thread.ofVirtual().name("live-recorder").start(this::write);
  }

  /** Where everything of a broadcast lies. */
  static String folder(Id broadcast) {
    return "live/" + broadcast + "/";
  }

  /** Takes the next packet; not for several threads. */
  void take(Packet packet) {
    segmenter.take(packet).ifPresent(this::keep);
    if (packet.piece() instanceof Piece.Head head) {
      offer(head);
    }
  }

  private void keep(Segment segment) {
    offer(new Piece.Fragment(segment.bytes(), true, Duration.ZERO, segment.duration()));
  }

  private void offer(Piece piece) {
    if (!waiting.offer(piece)) {
      LOG.warn("a second of a recording is lost: the bucket has been away for too long");
    }
  }

  private void write() {
    try {
      while (!closing || !waiting.isEmpty()) {
        Optional<Piece> next = Optional.ofNullable(waiting.poll(PAUSE_SECONDS, TimeUnit.SECONDS));
        if (next.isPresent()) {
          put(next.get());
        }
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Piece piece) throws InterruptedException {
    String key = folder + "%08d.m4s".formatted(written);
    byte[] bytes = piece.bytes().getBytes();
    while (true) {
      try {
        bucket.create(key, bytes, TYPE);
        written++;
        return;
      } catch (FaultException away) {
        LOG.warn("a recording waits for the bucket: {}", away.getMessage());
        TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
      }
    }
  }

  /** Writes what is left. */
  @Override
  public void close() {
    segmenter.end().ifPresent(this::keep);
    closing = true;
    try {
      if (!thread.join(Duration.ofSeconds(SECONDS_TO_END))) {
        thread.interrupt();
      }
    } catch (InterruptedException stopping) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
