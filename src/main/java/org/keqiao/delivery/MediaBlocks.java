package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Reply;
import org.keqiao.store.Waiting;

/**
 * Media in aligned blocks: the hot ones in memory outside of the Java heap, from where they go to
 * the network without another copy; more on the local disk; all in the bucket. However many viewers
 * ask for a block that is not there, and whether they wait for it or leave, it is read once. An
 * evicted block is freed when its last viewer has it.
 */
public final class MediaBlocks {

  /** How many blocks are on their way for one viewer while she is sent another. */
  private static final int AHEAD = 2;

  private final AsyncLoadingCache<Block, Fetched> memory;
  private final MeterRegistry metrics;
  private final Timer memoryWaits;
  private final DiskBlocks disk;
  private final BucketBlocks bucket;

  /**
   * @param from where it was
   */
  private record Fetched(ByteBuf bytes, Tier from) {}

  /**
   * @param most how much is kept in memory, bytes
   */
  MediaBlocks(BucketBlocks bucket, DiskBlocks disk, long most, MeterRegistry metrics) {
    this.bucket = bucket;
    this.disk = disk;
    this.metrics = metrics;
    this.memoryWaits = Tier.MEMORY.waits(metrics);
    this.memory =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((Block block, Fetched fetched) -> block.length())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .recordStats()
            .buildAsync(this::fetch);
    CaffeineCacheMetrics.monitor(metrics, memory, "media");
  }

  private Fetched fetch(Block block) {
    return disk.find(block)
        .map(bytes -> new Fetched(Unpooled.wrappedBuffer(bytes), Tier.DISK))
        .orElseGet(
            () ->
                new Fetched(
                    Unpooled.wrappedBuffer(bucket.read(block, bytes -> disk.keep(block, bytes))),
                    Tier.BUCKET));
  }

  /**
   * A range of a file, piece by piece, the next blocks always on their way.
   *
   * @param size of the whole file, bytes
   * @throws FaultException when its beginning cannot be had
   */
  Reply.ByteSource source(String key, long size, ByteRange range) {
    load(Block.of(key, range.first() / Block.SIZE, size));
    return sink -> slices(key, size, range, slice -> sink.accept(BufferInternal.buffer(slice)));
  }

  /**
   * A range of a file in one piece, which shares the memory of its blocks.
   *
   * @param size of the whole file, bytes
   */
  Buffer read(String key, long size, ByteRange range) {
    List<ByteBuf> slices = new ArrayList<>();
    slices(key, size, range, slices::add);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuf[]::new)));
  }

  /**
   * Whether a range can be read without waiting for anything.
   *
   * @param size of the whole file, bytes
   */
  boolean isInMemory(String key, long size, ByteRange range) {
    return LongStream.rangeClosed(range.first() / Block.SIZE, range.last() / Block.SIZE)
        .mapToObj(index -> memory.getIfPresent(Block.of(key, index, size)))
        .allMatch(known -> known != null && isHere(known));
  }

  private static boolean isHere(CompletableFuture<Fetched> block) {
    return block.isDone() && !block.isCompletedExceptionally();
  }

  private void slices(String key, long size, ByteRange range, Consumer<ByteBuf> sink) {
    long last = range.last() / Block.SIZE;
    for (long index = range.first() / Block.SIZE; index <= last; index++) {
      readAhead(key, index + 1, lastExpected(size, range), size);
      ByteBuf bytes = load(Block.of(key, index, size));
      int from = (int) Math.max(0, range.first() - index * Block.SIZE);
      int to = (int) Math.min(bytes.readableBytes(), range.last() + 1 - index * Block.SIZE);
      sink.accept(bytes.slice(from, to - from));
    }
  }

  /** The last block of what comes next: who plays a film soon asks for as much again. */
  private static long lastExpected(long size, ByteRange range) {
    return Math.min(size - 1, range.last() + range.length()) / Block.SIZE;
  }

  private void readAhead(String key, long index, long last, long size) {
    for (long next = index; next <= Math.min(last, index + AHEAD - 1); next++) {
      var _ = memory.get(Block.of(key, next, size));
    }
  }

  /** A read that somebody else began while the bucket was away may fail just before it is back. */
  private ByteBuf load(Block block) {
    CompletableFuture<Fetched> known = memory.getIfPresent(block);
    boolean begun = known != null;
    if (known != null && isHere(known)) {
      memoryWaits.record(Duration.ZERO);
      return known.join().bytes();
    }
    try {
      return take(block);
    } catch (FaultException failed) {
      if (begun && failed.fault() instanceof Fault.Unavailable) {
        return take(block);
      }
      throw failed;
    }
  }

  private ByteBuf take(Block block) {
    Waiting.begin();
    long asked = System.nanoTime();
    CompletableFuture<Fetched> coming = memory.get(block);
    try {
      Fetched fetched = coming.join();
      fetched.from().waits(metrics).record(Duration.ofNanos(System.nanoTime() - asked));
      return fetched.bytes();
    } catch (CompletionException failed) {
      memory.asMap().remove(block, coming);
      if (failed.getCause() instanceof FaultException fault) {
        throw fault;
      }
      throw failed;
    }
  }
}
