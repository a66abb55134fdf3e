package org.keqiao.ingest.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.store.FileRange;

/**
 * What this server has seen of an upload, in a local file, every byte at its own place: parts are
 * sent to the bucket from it, the finished file is looked into and transcoded from it. It is hashed
 * while it grows, when it was seen from the first byte on.
 */
final class LocalCopy {

  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest;
  private final long from;
  private long end;

  private LocalCopy(Path file, FileChannel channel, long from) {
    this.file = file;
    this.channel = channel;
    this.from = from;
    this.end = from;
    this.digest = DigestUtils.getSha256Digest();
  }

  /** An empty one that begins at a byte of the upload. */
  static LocalCopy begin(Path file, long from) {
    try {
      return new LocalCopy(
          file,
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
          from);
    } catch (IOException full) {
      throw FaultException.unavailable("spool-full", full);
    }
  }

  /** Takes the next bytes. */
  void append(byte[] bytes) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        end += channel.write(rest, end);
      }
      if (from == 0) {
        digest.update(bytes);
      }
    } catch (IOException full) {
      throw FaultException.unavailable("spool-full", full);
    }
  }

  /** Where the next byte goes. */
  long end() {
    return end;
  }

  /** The bytes from one place to another. */
  FileRange range(long begin, long until) {
    return new FileRange(file, begin, until - begin);
  }

  /** The file, when it has every byte from the first one on. */
  Optional<Path> whole() {
    return Optional.of(file).filter(all -> from == 0);
  }

  /** SHA-256 of a whole file, hex. Call once, after the last byte. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Closes it and deletes the file, if it was not moved away. */
  void drop() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
