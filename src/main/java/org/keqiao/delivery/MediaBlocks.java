package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;

/**
 * Media in aligned blocks, kept in memory by weight. However many viewers ask for a block that is
 * not there, it is read from the bucket once.
 */
public final class MediaBlocks {

  private static final int BLOCK = 1 << 20;

  private final AsyncLoadingCache<Block, Buffer> cache;

  private record Block(String key, long index, int length) {}

  /**
   * @param memory how much is kept, bytes
   */
  public MediaBlocks(Bucket bucket, long memory, MeterRegistry metrics) {
    Counter read =
        Counter.builder("keqiao.media.bucket.bytes")
            .description("media bytes read from the bucket")
            .register(metrics);
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(memory)
            .weigher((Block block, Buffer bytes) -> bytes.length())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .recordStats()
            .buildAsync(
                block -> {
                  byte[] bytes =
                      bucket
                          .read(block.key(), block.index() * BLOCK, block.length())
                          .orElseThrow(() -> FaultException.notFound("media", block.key()));
                  read.increment(bytes.length);
                  return Buffer.buffer(bytes);
                });
    CaffeineCacheMetrics.monitor(metrics, cache, "media");
  }

  /**
   * Gives a range of a file to {@code sink}, the next block already on its way.
   *
   * @param length of the whole file
   */
  void feed(String key, long length, ByteRange range, Consumer<Buffer> sink) {
    long last = range.last() / BLOCK;
    for (long index = range.first() / BLOCK; index <= last; index++) {
      if (index < last) {
        var _ = cache.get(block(key, length, index + 1));
      }
      Buffer bytes = load(block(key, length, index));
      int from = (int) Math.max(0, range.first() - index * BLOCK);
      int to = (int) Math.min(bytes.length(), range.last() + 1 - index * BLOCK);
      sink.accept(bytes.slice(from, to));
    }
  }

  private static Block block(String key, long length, long index) {
    return new Block(key, index, (int) Math.min(BLOCK, length - index * BLOCK));
  }

  private Buffer load(Block block) {
    try {
      return cache.get(block).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof FaultException fault) {
        throw fault;
      }
      throw failed;
    }
  }
}
