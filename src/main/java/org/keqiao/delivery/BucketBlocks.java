package org.keqiao.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.PartReads;

/** Blocks from the bucket itself; a read that fails is tried again, less and less often. */
final class BucketBlocks {

  private static final int MOST_ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  private final Scratch scratch = new Scratch();
  private final PartReads bucket;
  private final Counter bytesRead;
  private final Counter retries;

  BucketBlocks(PartReads bucket, MeterRegistry metrics) {
    this.bucket = bucket;
    this.bytesRead =
        Counter.builder("keqiao.media.bucket.bytes")
            .description("media bytes read from the bucket")
            .register(metrics);
    this.retries =
        Counter.builder("keqiao.media.bucket.retries")
            .description("reads of media from the bucket that were tried again")
            .register(metrics);
  }

  /**
   * Reads a block, all of it, and gives back the copy that is kept of it.
   *
   * @throws FaultException not found, or unavailable when the bucket is away for longer than a
   *     viewer would wait
   */
  ByteBuffer read(Block block, UnaryOperator<ByteBuffer> keep) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        return scratch.lend(
            block.length(),
            memory -> {
              fill(memory, block);
              return keep.apply(memory.flip());
            });
      } catch (FaultException failed) {
        if (!(failed.fault() instanceof Fault.Unavailable) || attempt == MOST_ATTEMPTS) {
          throw failed;
        }
      }
      retries.increment();
      wait(pause);
      pause = pause.multipliedBy(3);
    }
  }

  private void fill(ByteBuffer memory, Block block) {
    if (!bucket.read(block.key(), block.offset(), memory)) {
      throw FaultException.notFound("media", block.key());
    }
    bytesRead.increment(block.length());
  }

  private static void wait(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }
}
