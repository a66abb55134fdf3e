package org.keqiao.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.keqiao.store.Id;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks on the local disk, a file each, under a budget of bytes. Which ones stay is decided by how
 * often each is asked for (W-TinyLFU), so that one long film that is seen once washes nothing out.
 * A block is given out as mapped memory: the system's page cache is the only copy. Each file ends
 * with a checksum of its block, which is compared when the file is mapped: what a crash or a bad
 * disk left behind is not believed.
 */
final class DiskBlocks {

  private static final Logger LOG = LoggerFactory.getLogger(DiskBlocks.class);
  private static final String INCOMING = ".incoming";

  /** Far below what Linux lets a process map (vm.max_map_count is 65,530). */
  private static final int MOST_MAPPED = 16_384;

  private final Path folder;
  private final Cache<String, Long> index;
  private final Cache<String, ByteBuffer> mapped =
      Caffeine.newBuilder().maximumSize(MOST_MAPPED).executor(Runnable::run).build();

  private DiskBlocks(Path folder, long budget, MeterRegistry metrics) {
    this.folder = folder;
    this.index =
        Caffeine.newBuilder()
            .maximumWeight(budget)
            .weigher((String name, Long bytes) -> bytes.intValue())
            .evictionListener((name, bytes, cause) -> delete(name))
            .executor(Runnable::run)
            .recordStats()
            .build();
    CaffeineCacheMetrics.monitor(metrics, index, "media-disk");
  }

  /**
   * Opens the folder and takes over what is there.
   *
   * @param budget bytes
   */
  static DiskBlocks open(Path folder, long budget, MeterRegistry metrics) throws IOException {
    Files.createDirectories(folder);
    DiskBlocks blocks = new DiskBlocks(folder, budget, metrics);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.toString().endsWith(INCOMING)) {
          Files.deleteIfExists(file);
        } else {
          blocks.index.put(String.valueOf(file.getFileName()), Files.size(file));
        }
      }
    }
    return blocks;
  }

  /** A block that is here and whole. */
  Optional<ByteBuffer> find(Block block) {
    String name = block.fileName();
    if (index.getIfPresent(name) == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(mapped.getIfPresent(name))
        .or(() -> checked(name, block.length()))
        .map(ByteBuffer::duplicate);
  }

  /** The block as it is mapped from now on; one that is not whole is given up. */
  private Optional<ByteBuffer> checked(String name, int length) {
    Optional<ByteBuffer> found = check(folder.resolve(name), length);
    found.ifPresentOrElse(
        bytes -> mapped.put(name, bytes),
        () -> {
          index.invalidate(name);
          delete(name);
        });
    return found;
  }

  /**
   * Keeps a copy of a block, if it is worth it, and gives that back as memory outside of the Java
   * heap.
   */
  ByteBuffer keep(Block block, ByteBuffer bytes) {
    String name = block.fileName();
    try {
      Path incoming = folder.resolve(Id.fresh() + INCOMING);
      write(incoming, bytes.duplicate());
      ByteBuffer kept = map(incoming, block.length()).slice(0, block.length());
      Files.move(incoming, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      mapped.put(name, kept);
      index.put(name, (long) block.length() + Long.BYTES);
      return kept.duplicate();
    } catch (IOException | UncheckedIOException full) {
      LOG.warn("a block of media is not kept on disk: {}", full.toString());
      return ByteBuffer.allocateDirect(block.length()).put(bytes).flip();
    }
  }

  private static void write(Path file, ByteBuffer bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer sum = ByteBuffer.allocate(Long.BYTES).putLong(sum(bytes.duplicate())).flip();
      ByteBuffer[] parts = {bytes, sum};
      while (sum.hasRemaining()) {
        if (channel.write(parts) < 0) {
          throw new IOException("the disk takes no more");
        }
      }
    }
  }

  /**
   * Reading all of it for the checksum also brings it into memory, here and not where it is sent.
   */
  private static Optional<ByteBuffer> check(Path file, int length) {
    try {
      ByteBuffer all = map(file, length);
      ByteBuffer bytes = all.slice(0, length);
      return sum(bytes.duplicate()) == all.getLong(length) ? Optional.of(bytes) : Optional.empty();
    } catch (NoSuchFileException evicted) {
      return Optional.empty();
    } catch (IOException unreadable) {
      LOG.warn("a block of media cannot be read from disk: {}", unreadable.toString());
      return Optional.empty();
    }
  }

  /** The file of a block of this length, with its checksum. */
  private static ByteBuffer map(Path file, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = (long) length + Long.BYTES;
      if (channel.size() != size) {
        throw new IOException("it has %d bytes, not %d".formatted(channel.size(), size));
      }
      return channel.map(MapMode.READ_ONLY, 0, size);
    }
  }

  private static long sum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  private void delete(@Nullable String name) {
    if (name == null) {
      return;
    }
    mapped.invalidate(name);
    try {
      Files.deleteIfExists(folder.resolve(name));
    } catch (IOException stuck) {
      LOG.warn("a block of media cannot be deleted: {}", stuck.toString());
    }
  }
}
