package org.keqiao.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.keqiao.Keqiao;
import org.keqiao.catalogue.CatalogueSearch;
import org.keqiao.catalogue.Lesson;
import org.keqiao.catalogue.ManyLessons;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Elastic;
import org.keqiao.store.ElasticSettings;
import org.keqiao.store.Entry;
import org.keqiao.store.Filling;

/** Search at the size of a county and at that of a nation, in the embedded node. */
public final class ScaleBench {

  private static final int WRITERS = 32;

  private final BenchSettings settings = BenchSettings.read();
  private final ScaleReport report = new ScaleReport();
  private final int few = Integer.getInteger("bench.few", 10_000);
  private final int many = Integer.getInteger("bench.many", 200_000);
  private final int questions = Integer.getInteger("bench.questions", 60);
  private final ManyLessons lessons;

  private ScaleBench() throws IOException {
    this.lessons = new ManyLessons(Path.of("seeds"));
  }

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    new ScaleBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("scale");
    Folders.delete(data);
    Files.createDirectories(data);
    report.line(Machine.facts());
    try (EmbeddedElasticsearch node = EmbeddedElasticsearch.start(data.resolve("es"));
        EmbeddedBucket server = EmbeddedBucket.start(data.resolve("s3"));
        Keqiao keqiao = keqiao(data.resolve("keqiao"), node, server);
        Bucket bucket =
            Bucket.open(
                new BucketSettings(
                    Optional.of(server.address()),
                    "us-east-1",
                    "keqiao",
                    server.accessKey(),
                    server.secretKey()));
        Elastic elastic =
            Elastic.connect(new ElasticSettings(Optional.of(node.address()), "", "", "keqiao"))) {
      CatalogueSearch catalogue = new CatalogueSearch(bucket, elastic, Path.of("mappings"));
      URI address = URI.create("http://127.0.0.1:" + keqiao.port());
      Questions asking = new Questions(catalogue, address, node.address());
      measure(catalogue, asking);
      walk(Api.at(address).signIn("teacher", "keqiao-demo"));
    }
    report.save(settings.folder().resolve("scale.md"));
  }

  private static Keqiao keqiao(Path data, EmbeddedElasticsearch node, EmbeddedBucket server)
      throws IOException, InterruptedException {
    Map<String, String> environment = new HashMap<>();
    environment.put("KEQIAO_DEMO_MEDIA", "false");
    environment.put("KEQIAO_RECONCILE_EVERY", "24h");
    environment.put("KEQIAO_ELASTICSEARCH_URL", node.address().toString());
    environment.put("KEQIAO_BUCKET_ENDPOINT", server.address().toString());
    environment.put("KEQIAO_BUCKET_ACCESS_KEY", server.accessKey());
    environment.put("KEQIAO_BUCKET_SECRET_KEY", server.secretKey());
    return Keqiao.start(RunningKeqiao.settings(data, environment));
  }

  private void measure(CatalogueSearch catalogue, Questions asking) throws Exception {
    report.beginProjection();
    timed("records written to the bucket", few, () -> record(catalogue));
    timed("cards from the bucket", few, () -> catalogue.reconcile().run());
    catalogue.cards().refresh();
    report.searched(
        Searchers.during(
            () ->
                timed(
                    "rebuild from the bucket, searched",
                    few,
                    () -> catalogue.reconcile().rebuild()),
            asking));
    // Both sides as they are after a morning's work, not while their code is being compiled.
    asking.ask(3 * questions);
    List<Asked> atFew = asking.ask(questions);
    report.beginProjection();
    report.searched(
        Searchers.during(
            () ->
                timed(
                    "rebuild of given lessons, searched",
                    many,
                    () -> Filling.rebuild(catalogue.cards(), lessons.between(0, many))),
            asking));
    List<Asked> atMany = asking.ask(questions);
    report.questions(few, atFew);
    report.questions(many, atMany);
    report.growth(few, many, atFew, atMany);
  }

  private void record(CatalogueSearch catalogue) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
      List<Future<?>> writes =
          lessons
              .between(0, few)
              .<Future<?>>map(lesson -> threads.submit(() -> plant(catalogue, lesson)))
              .toList();
      for (Future<?> write : writes) {
        write.get();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void plant(CatalogueSearch catalogue, Entry<Lesson> lesson) {
    catalogue.records().plant(lesson.id(), lesson.value(), lesson.by());
  }

  private void timed(String what, int count, Runnable work) {
    Instant begin = Instant.now();
    Duration processor = processorTime();
    work.run();
    report.projection(
        what, count, Duration.between(begin, Instant.now()), processorTime().minus(processor));
  }

  private static Duration processorTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? Duration.ofNanos(machine.getProcessCpuTime())
        : Duration.ZERO;
  }

  private void walk(Api teacher) {
    report.beginPages();
    for (String list : List.of("sort=newest", "subject=math", "q=" + Api.encode("分数"))) {
      Instant begin = Instant.now();
      Pages pages = Pages.walk(teacher, list);
      report.pages(list, pages, Duration.between(begin, Instant.now()));
    }
  }
}
