package org.keqiao;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;

/** The two stores: those that the settings name, or embedded ones. */
record Stores(Bucket bucket, Elastic elastic) {

  /** Opens both at the same time; what is opened is told to {@code closing} in order. */
  static Stores open(ServerSettings settings, DataFolder data, Closing closing) throws IOException {
    CompletableFuture<EmbeddedElasticsearch> node =
        settings.elasticsearch().url().isPresent()
            ? CompletableFuture.completedFuture(null)
            : starting(() -> EmbeddedElasticsearch.start(data.resolve("elasticsearch")));
    BucketSettings library = settings.bucket();
    if (library.endpoint().isEmpty()) {
      EmbeddedBucket server = EmbeddedBucket.start(data.resolve("bucket"));
      closing.add("bucket server", server);
      library = library.at(server.address(), server.accessKey(), server.secretKey());
    }
    ElasticSettings catalogue = settings.elasticsearch();
    if (catalogue.url().isEmpty()) {
      EmbeddedElasticsearch started = join(node);
      closing.add("elasticsearch", started);
      catalogue = catalogue.at(started.address());
    }
    Elastic elastic = Elastic.connect(catalogue);
    closing.add("elasticsearch client", elastic);
    Bucket bucket = Bucket.open(library, settings.records());
    closing.add("bucket client", bucket);
    return new Stores(bucket, elastic);
  }

  private interface Start<T> {
    T start() throws IOException;
  }

  private static <T> CompletableFuture<T> starting(Start<T> start) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return start.start();
          } catch (IOException failed) {
            throw new CompletionException(failed);
          }
        },
        task -> Thread.ofPlatform().name("elasticsearch-start").start(task));
  }

  private static <T> T join(CompletableFuture<T> future) throws IOException {
    try {
      return future.join();
    } catch (CompletionException failed) {
      Throwable cause = Optional.ofNullable(failed.getCause()).orElse(failed);
      throw new IOException("Elasticsearch did not start: " + cause.getMessage(), failed);
    }
  }
}
