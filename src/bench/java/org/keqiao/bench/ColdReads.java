package org.keqiao.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.Scans;

/**
 * A large original that no cache has seen, read once through the bucket, beside nginx with the same
 * bytes as a file in the system's page cache, and beside nginx as a cache before the same bucket,
 * which has the same work to do. The bucket's server runs in the bench's own process and counts to
 * neither. Every number of connections gets a stretch of its own, and so does the warm-up.
 *
 * @param file the original at Keqiao
 * @param local nginx with the file
 * @param cache nginx before the bucket
 */
record ColdReads(
    KeqiaoServer keqiao, URI file, NginxServer local, NginxServer cache, BenchSettings settings) {

  private static final int PIECE = 1 << 20;
  private static final int SEED = 5;
  private static final int WARM_UP_CONNECTIONS = 16;

  /**
   * Measures, with servers of its own.
   *
   * @param local serves the folder
   */
  static void measure(NginxServer local, Path folder, BenchSettings settings, Report report)
      throws Exception {
    Path original = write(folder.resolve("original"), settings);
    Path own = settings.folder().resolve("cold");
    Folders.delete(own);
    Files.createDirectories(own);
    try (S3Server bucket = S3Server.start(own.resolve("s3"));
        KeqiaoServer keqiao =
            KeqiaoServer.start(own.resolve("data"), List.of(), bucket.settings())) {
      URI file = publish(keqiao, original);
      try (NginxServer cache = NginxServer.caching(own.resolve("nginx"), bucket.largest())) {
        new ColdReads(keqiao, file, local, cache, settings).compare(report);
      }
    }
    Folders.delete(own);
  }

  private static Path write(Path file, BenchSettings settings) throws IOException {
    long bytes = settings.coldWarmUpBytes() + settings.coldBytes() * settings.connections().size();
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Scans.page("a page before much that is not read"));
      for (long written = 0; written < bytes; written += PIECE) {
        new Random(SEED + written).nextBytes(piece);
        out.write(piece);
      }
    }
    return file;
  }

  private static URI publish(KeqiaoServer keqiao, Path original) throws Exception {
    Curator curator = new Curator(keqiao.curator());
    Answer lesson = curator.draft("看雪花的大图");
    TusUpload upload = TusUpload.send(keqiao, original);
    Answer part =
        curator
            .api()
            .put(
                "/api/v1/lessons/%s/parts/slides".formatted(lesson.id()),
                Map.of("uploadId", upload.id()),
                "If-Match",
                lesson.etag());
    if (part.status() != 200) {
      throw new IOException("the original was not attached: " + part.body());
    }
    Answer shown = curator.api().get("/api/v1/lessons/%s/parts/slides".formatted(lesson.id()));
    curator.awaitReady(lesson);
    return keqiao.address().resolve(shown.body().path("download").asText());
  }

  private void compare(Report report) throws Exception {
    report.line("");
    report.line(
        "Read once through the bucket, %d MiB each, after %d MiB:"
            .formatted(settings.coldBytes() >> 20, settings.coldWarmUpBytes() >> 20));
    report.line("");
    report.line(
        "| connections | Keqiao MB/s | nginx, file | ratio | nginx, cache | ratio"
            + " | CPU s/GB, Keqiao | file | cache |");
    report.line("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    read(WARM_UP_CONNECTIONS, 0, settings.coldWarmUpBytes());
    long first = settings.coldWarmUpBytes();
    for (int number : settings.connections()) {
      report.line("| %d %s |".formatted(number, row(read(number, first, settings.coldBytes()))));
      first += settings.coldBytes();
    }
  }

  /** The three in turn: Keqiao, the file, the cache. */
  private List<Taken> read(int connections, long first, long length) throws Exception {
    OnceReaders readers = new OnceReaders(connections, settings.range());
    List<Taken> taken = new ArrayList<>();
    taken.add(take(keqiao, readers, file, first, length));
    taken.add(take(local, readers, local.address().resolve("/original"), first, length));
    taken.add(take(cache, readers, cache.address().resolve("/"), first, length));
    return taken;
  }

  private static Taken take(Server server, OnceReaders readers, URI from, long first, long length)
      throws Exception {
    Duration before = server.processorTime();
    Duration time = readers.read(from, first, length);
    return new Taken(length, time, server.processorTime().minus(before));
  }

  private static String row(List<Taken> taken) {
    Taken ours = taken.get(0);
    Taken local = taken.get(1);
    Taken cache = taken.get(2);
    return String.format(
        Locale.ROOT,
        "| %.0f | %.0f | %.2f | %.0f | %.2f | %.2f | %.2f | %.2f",
        ours.rate(),
        local.rate(),
        ours.rate() / local.rate(),
        cache.rate(),
        ours.rate() / cache.rate(),
        ours.perGigabyte(),
        local.perGigabyte(),
        cache.perGigabyte());
  }

  private record Taken(long bytes, Duration time, Duration processor) {

    /** MB/s. */
    double rate() {
      return bytes / 1e6 / (time.toNanos() / 1e9);
    }

    /** Processor seconds. */
    double perGigabyte() {
      return processor.toMillis() / 1e3 / (bytes / 1e9);
    }
  }
}
