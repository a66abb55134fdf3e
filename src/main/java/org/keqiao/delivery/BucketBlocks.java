package org.keqiao.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.PartReads;

/** Blocks from the bucket itself; a read that fails is tried again, less and less often. */
final class BucketBlocks {

  private static final int MOST_ATTEMPTS = 4;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

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
   * The bytes of a block, all of them.
   *
   * @throws FaultException not found, or unavailable when the bucket is away for longer than a
   *     viewer would wait
   */
  byte[] read(Block block) {
    Duration pause = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      try {
        byte[] bytes =
            bucket
                .read(block.key(), block.offset(), block.length())
                .orElseThrow(() -> FaultException.notFound("media", block.key()));
        bytesRead.increment(bytes.length);
        return bytes;
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

  private static void wait(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw FaultException.unavailable("stopping", stopping);
    }
  }
}
