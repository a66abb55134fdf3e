package org.keqiao;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of everything that is kept on this machine, held by one process at a time. */
final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder; made when missing.
   *
   * @throws IOException with one sentence, when it cannot be written or another process has it
   */
  static DataFolder take(Path folder) throws IOException {
    FileChannel channel;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve("keqiao.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException denied) {
      throw new IOException(
          "the data folder %s cannot be written; choose another with data (KEQIAO_DATA)"
              .formatted(folder.toAbsolutePath()),
          denied);
    }
    if (lock(channel) == null) {
      channel.close();
      throw new IOException(
          ("the data folder %s is in use by another Keqiao; stop it, or choose another with data"
                  + " (KEQIAO_DATA)")
              .formatted(folder.toAbsolutePath()));
    }
    return new DataFolder(folder, channel);
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
