package org.keqiao.delivery;

import io.github.bucket4j.Bucket;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Reply;

/**
 * One stream of bytes a second that many share. Each takes a chunk in its turn, in the order in
 * which they ask, so that all who can take as much get as much.
 */
final class Pacing {

  private static final int LEAST_CHUNK = 1 << 10;
  private static final int MOST_CHUNK = 64 << 10;

  /** How many chunks go out in a second, where they need not be smaller or larger. */
  private static final int CHUNKS_A_SECOND = 20;

  private final int chunk;
  private final Bucket bucket;

  /**
   * @param rate bytes a second
   */
  Pacing(long rate) {
    this.chunk = Math.clamp(rate / CHUNKS_A_SECOND, LEAST_CHUNK, MOST_CHUNK);
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(2L * chunk).refillGreedy(rate, Duration.ofSeconds(1)))
            .withNanosecondPrecision()
            .build();
  }

  /** Whether so few bytes need not wait: they are counted, and what comes after them waits. */
  boolean passes(long bytes) {
    return bytes <= chunk && bucket.consumeIgnoringRateLimits(bytes) >= 0;
  }

  /** The same bytes, no faster than their turn comes. They are not copied. */
  Reply.ByteSource slow(Reply.ByteSource source) {
    return sink -> source.feed(piece -> send(piece, sink));
  }

  private void send(Buffer piece, Consumer<Buffer> sink) {
    for (int from = 0; from < piece.length(); from += chunk) {
      int to = Math.min(piece.length(), from + chunk);
      try {
        bucket.asBlocking().consume(to - from);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw FaultException.unavailable("stopping", stopping);
      }
      sink.accept(piece.slice(from, to));
    }
  }
}
