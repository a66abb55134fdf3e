package org.keqiao.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keqiao.store.Id;

/**
 * The local working folder: copies of uploads that wait for their transcode, and what is being
 * made. Everything in it can be lost; it is emptied at start.
 */
public final class Spool {

  private static final String ARRIVING = "arriving-";
  private static final Duration KEPT = Duration.ofHours(1);

  private final Path uploads;
  private final Path jobs;

  private Spool(Path folder) {
    this.uploads = folder.resolve("uploads");
    this.jobs = folder.resolve("jobs");
  }

  /** Empties and opens a working folder. */
  public static Spool open(Path folder) throws IOException {
    Spool spool = new Spool(folder);
    delete(spool.uploads);
    delete(spool.jobs);
    Files.createDirectories(spool.uploads);
    Files.createDirectories(spool.jobs);
    return spool;
  }

  /** A name for a file that begins to arrive. */
  public Path arriving() {
    return uploads.resolve(ARRIVING + Id.fresh());
  }

  /**
   * Keeps a file that has arrived until its transcode, for an hour: one that waits longer is read
   * from the bucket, and one that another process has taken is not missed.
   */
  public Path keep(Path arrived, String sha256) {
    try {
      dropOld(Instant.now().minus(KEPT));
      return Files.move(arrived, uploads.resolve(sha256), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static boolean isKept(Path file) {
    return !String.valueOf(file.getFileName()).startsWith(ARRIVING);
  }

  private void dropOld(Instant before) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(uploads, Spool::isKept)) {
      for (Path copy : all) {
        if (Files.getLastModifiedTime(copy).toInstant().isBefore(before)) {
          Files.deleteIfExists(copy);
        }
      }
    } catch (NoSuchFileException taken) {
      // Its transcode has ended at this moment.
    }
  }

  /** The copy of an upload, if it is still here. */
  public Optional<Path> find(String sha256) {
    return Optional.of(uploads.resolve(sha256)).filter(Files::exists);
  }

  /** Forgets a file, whether it is there or not. */
  public void drop(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }

  /** A private folder for one run of a job. */
  public Path jobFolder() {
    try {
      return Files.createDirectories(jobs.resolve(Id.fresh().value()));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Deletes a folder and all that is in it. */
  public static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.deleteIfExists(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path done, @Nullable IOException failure)
                throws IOException {
              Files.deleteIfExists(done);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException stuck) {
      throw new UncheckedIOException(stuck);
    }
  }
}
