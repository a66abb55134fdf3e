package org.keqiao.ingest.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.ingest.Media;
import org.keqiao.ingest.Spool;
import org.keqiao.media.Renditions;
import org.keqiao.store.Bucket;

/**
 * A private folder for one attempt at a job.
 *
 * @param folder all of it
 * @param source the original
 * @param made an empty folder for what is made of the original
 */
record Workplace(Bucket bucket, Path folder, Path source, Path made) implements AutoCloseable {

  /** Stores what was made under {@code key}; nobody sees it before a record names it. */
  Map<String, Media.File> store(List<Renditions.PublishedFile> files, String key) {
    Map<String, Media.File> stored = new HashMap<>();
    for (Renditions.PublishedFile file : files) {
      Path path = made.resolve(file.name());
      bucket.put(key + "/" + file.name(), path, file.contentType());
      stored.put(file.name(), new Media.File(size(path), file.contentType(), Optional.of(key)));
    }
    return stored;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  @Override
  public void close() {
    Spool.delete(folder);
  }
}
