package org.keqiao.ingest.job;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;

/** A real S3 server and a real Elasticsearch, and any number of servers' jobs over them. */
final class JobServers implements AutoCloseable {

  private static final Duration KEEP = Duration.ofDays(30);

  private final EmbeddedBucket objects;
  private final EmbeddedElasticsearch search;
  private final List<Closeable> opened = new ArrayList<>();
  private final Duration lease;

  JobServers(Path folder) throws IOException {
    this(folder, Duration.ofSeconds(3));
  }

  JobServers(Path folder, Duration lease) throws IOException {
    this.lease = lease;
    objects = EmbeddedBucket.start(folder.resolve("s3"));
    search = EmbeddedElasticsearch.start(folder.resolve("es"));
    jobs().reconcile().orElseThrow().start();
  }

  /** The jobs of one more server; nothing works on them until they are started. */
  Jobs jobs() throws IOException {
    Bucket bucket =
        Bucket.open(
            new BucketSettings(Optional.empty(), "us-east-1", "test", "", "")
                .at(objects.address(), objects.accessKey(), objects.secretKey()));
    opened.add(bucket::close);
    Elastic elastic =
        Elastic.connect(new ElasticSettings(Optional.empty(), "", "", "test").at(search.address()));
    opened.add(elastic::close);
    Jobs jobs = Jobs.over(bucket, elastic, Path.of("mappings", "job.json"), lease, KEEP);
    opened.add(jobs::close);
    return jobs;
  }

  /** Elasticsearch goes away. */
  void loseTheSearch() throws IOException {
    search.close();
  }

  @Override
  public void close() throws IOException {
    for (Closeable each : opened.reversed()) {
      each.close();
    }
    search.close();
    objects.close();
  }
}
