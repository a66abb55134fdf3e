package org.keqiao;

import java.io.IOException;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Secrets;

/** The keys that sign addresses of media. */
final class MediaKeys {

  /** What they are kept as. */
  static final String PURPOSE = "media";

  private MediaKeys() {}

  /**
   * Adds a key. Servers that run on the same bucket see it by themselves; an embedded bucket has
   * one process at a time.
   *
   * @return how many there are now
   * @throws IOException with one sentence, when the bucket cannot be had
   */
  static int rotate(ServerSettings settings) throws IOException {
    if (settings.bucket().endpoint().isPresent()) {
      return rotate(settings.bucket());
    }
    try (DataFolder data = DataFolder.take(settings.data());
        EmbeddedBucket server = EmbeddedBucket.start(data.resolve("bucket"))) {
      return rotate(settings.bucket().at(server.address(), server.accessKey(), server.secretKey()));
    }
  }

  private static int rotate(BucketSettings settings) throws IOException {
    try (Bucket bucket = Bucket.open(settings)) {
      return new Secrets(bucket).rotate(PURPOSE);
    }
  }
}
