package org.keqiao.ingest.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keqiao.ingest.Originals;
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
      Path source = new Originals(bucket, spool).fetch(sha256, folder);
      return new Workplace(bucket, folder, source, Files.createDirectory(folder.resolve("made")));
    } catch (IOException | RuntimeException failed) {
      Spool.delete(folder);
      throw failed;
    }
  }

  /** Forgets the local copy of an original on which no more work is to be done. */
  void forget(String sha256) {
    spool.find(sha256).ifPresent(spool::drop);
  }
}
