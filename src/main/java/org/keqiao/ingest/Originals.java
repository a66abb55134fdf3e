package org.keqiao.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.store.Bucket;

/** Brings originals to where they are worked on. */
public final class Originals {

  private final Bucket bucket;
  private final Spool spool;

  /** From the working folder, else from the bucket. */
  public Originals(Bucket bucket, Spool spool) {
    this.bucket = bucket;
    this.spool = spool;
  }

  /**
   * Puts an original into a folder, under the name {@code source}.
   *
   * @throws IOException when the bucket does not have it
   */
  public Path fetch(String sha256, Path folder) throws IOException {
    Path copy = folder.resolve("source");
    Optional<Path> spooled = spool.find(sha256);
    if (spooled.isPresent()) {
      return Files.createLink(copy, spooled.get());
    }
    if (!bucket.download(Blob.key(sha256), copy)) {
      throw new IOException("the original " + sha256 + " is not in the bucket");
    }
    return copy;
  }
}
