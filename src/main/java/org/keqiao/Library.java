package org.keqiao;

import java.io.IOException;
import java.util.function.Function;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;

/**
 * The bucket, for commands that need nothing else. Servers that run on the same bucket see by
 * themselves what is written; an embedded bucket has one process at a time.
 */
final class Library {

  private Library() {}

  /**
   * Works with the bucket.
   *
   * @throws IOException with one sentence, when it cannot be had
   */
  static <T> T with(ServerSettings settings, Function<Bucket, T> work) throws IOException {
    if (settings.bucket().endpoint().isPresent()) {
      return with(settings.bucket(), work);
    }
    try (DataFolder data = DataFolder.take(settings.data());
        EmbeddedBucket server = EmbeddedBucket.start(data.resolve("bucket"))) {
      return with(
          settings.bucket().at(server.address(), server.accessKey(), server.secretKey()), work);
    }
  }

  private static <T> T with(BucketSettings settings, Function<Bucket, T> work) throws IOException {
    try (Bucket bucket = Bucket.open(settings)) {
      return work.apply(bucket);
    }
  }
}
