package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Bucket;

/**
 * Media in aligned blocks, kept by weight in memory outside of the Java heap, from where they go to
 * the network without another copy. However many viewers ask for a block that is not there, it is
 * read from the bucket once. An evicted block is freed when its last viewer has it.
 */
public final class MediaBlocks {

  private static final int BLOCK = 1 << 20;

  private final AsyncLoadingCache<Block, ByteBuf> cache;

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
            .weigher((Block block, ByteBuf bytes) -> block.length())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .recordStats()
            .buildAsync(
                block -> {
                  byte[] bytes =
                      bucket
                          .read(block.key(), block.index() * BLOCK, block.length())
                          .orElseThrow(() -> FaultException.notFound("media", block.key()));
                  read.increment(bytes.length);
                  return Unpooled.wrappedBuffer(outsideHeap(bytes));
                });
    CaffeineCacheMetrics.monitor(metrics, cache, "media");
  }

  private static ByteBuffer outsideHeap(byte[] bytes) {
    return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
  }

  /**
   * Gives a range of a file to {@code sink}, the next block already on its way.
   *
   * @param length of the whole file
   */
  void feed(String key, long length, ByteRange range, Consumer<Buffer> sink) {
    slices(key, length, range, slice -> sink.accept(BufferInternal.buffer(slice)));
  }

  /**
   * A range of a file in one piece, which shares the memory of its blocks.
   *
   * @param length of the whole file
   */
  Buffer read(String key, long length, ByteRange range) {
    List<ByteBuf> slices = new ArrayList<>();
    slices(key, length, range, slices::add);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuf[]::new)));
  }

  private void slices(String key, long length, ByteRange range, Consumer<ByteBuf> sink) {
    long last = range.last() / BLOCK;
    for (long index = range.first() / BLOCK; index <= last; index++) {
      if (index < last) {
        var _ = cache.get(block(key, length, index + 1));
      }
      ByteBuf bytes = load(block(key, length, index));
      int from = (int) Math.max(0, range.first() - index * BLOCK);
      int to = (int) Math.min(bytes.readableBytes(), range.last() + 1 - index * BLOCK);
      sink.accept(bytes.slice(from, to - from));
    }
  }

  private static Block block(String key, long length, long index) {
    return new Block(key, index, (int) Math.min(BLOCK, length - index * BLOCK));
  }

  private ByteBuf load(Block block) {
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
