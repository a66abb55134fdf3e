package org.keqiao.ingest.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.Spool;
import org.keqiao.media.Prober;
import org.keqiao.media.Transcode;
import org.keqiao.store.Bucket;

/**
 * What it takes to work on films.
 *
 * @param bucket where originals lie and what is made of them is stored
 * @param spool where the work is done
 * @param prober looks into originals
 * @param transcode makes renditions
 */
public record Studio(Bucket bucket, Spool spool, Prober prober, Transcode transcode) {

  /** A private folder with an original in it, for one attempt; it goes when it is closed. */
  Workplace open(String sha256) throws IOException {
    Path folder = spool.jobFolder();
    try {
      Path source = fetch(sha256, folder.resolve("source"));
      return new Workplace(bucket, folder, source, Files.createDirectory(folder.resolve("made")));
    } catch (IOException | RuntimeException failed) {
      Spool.delete(folder);
      throw failed;
    }
  }

  private Path fetch(String sha256, Path copy) throws IOException {
    Optional<Path> spooled = spool.find(sha256);
    if (spooled.isPresent()) {
      return Files.createLink(copy, spooled.get());
    }
    if (!bucket.download(Blob.key(sha256), copy)) {
      throw new IOException("the original " + sha256 + " is not in the bucket");
    }
    return copy;
  }

  /** Forgets the local copy of an original on which no more work is to be done. */
  void forget(String sha256) {
    spool.find(sha256).ifPresent(spool::drop);
  }
}
