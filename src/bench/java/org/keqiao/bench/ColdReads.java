package org.keqiao.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;

/**
 * A large original that no cache has seen, read once through the bucket, beside nginx, which has
 * the file in the system's page cache. Every number of connections gets a stretch of its own, and
 * so does the warm-up.
 */
record ColdReads(KeqiaoServer keqiao, URI file, NginxServer nginx, URI copy, long stretch) {

  private static final int PIECE = 1 << 20;
  private static final int SEED = 5;

  /**
   * Uploads the original.
   *
   * @param folder that nginx serves
   * @param stretch bytes for each number of connections
   * @param stretches how many, the warm-up's among them
   */
  static ColdReads prepare(
      KeqiaoServer keqiao, NginxServer nginx, Path folder, long stretch, int stretches)
      throws Exception {
    Path file = folder.resolve("original");
    byte[] piece = new byte[PIECE];
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(Scans.page("a page before much that is not read"));
      for (long written = 0; written < stretch * stretches; written += PIECE) {
        new Random(SEED + written).nextBytes(piece);
        out.write(piece);
      }
    }
    Curator curator = new Curator(keqiao.curator());
    Answer lesson = curator.draft("看雪花的大图");
    TusUpload upload = TusUpload.send(keqiao, file);
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
    URI download = keqiao.address().resolve(shown.body().path("download").asText());
    return new ColdReads(keqiao, download, nginx, nginx.address().resolve("/original"), stretch);
  }

  /** Measures each number of connections once: nothing is cold twice. */
  void compare(List<Integer> connections, int segment, Report report) throws Exception {
    report.line("");
    report.line("Read once through the bucket, %d MiB each:".formatted(stretch >> 20));
    report.line("");
    report.line("| connections | Keqiao MB/s | nginx MB/s | ratio | CPU s/GB, Keqiao | nginx |");
    report.line("|------------:|------------:|-----------:|------:|-----------------:|------:|");
    long first = 0;
    new OnceReaders(8, segment).read(file, first, stretch);
    new OnceReaders(8, segment).read(copy, first, stretch);
    for (int number : connections) {
      first += stretch;
      OnceReaders readers = new OnceReaders(number, segment);
      Taken ours = take(keqiao, readers, file, first);
      Taken theirs = take(nginx, readers, copy, first);
      report.line(
          String.format(
              Locale.ROOT,
              "| %11d | %11.0f | %10.0f | %5.2f | %16.2f | %5.2f |",
              number,
              rate(ours.time()),
              rate(theirs.time()),
              rate(ours.time()) / rate(theirs.time()),
              perGigabyte(ours.processor()),
              perGigabyte(theirs.processor())));
    }
  }

  private record Taken(Duration time, Duration processor) {}

  private Taken take(Server server, OnceReaders readers, URI from, long first) throws Exception {
    Duration before = server.processorTime();
    Duration time = readers.read(from, first, stretch);
    return new Taken(time, server.processorTime().minus(before));
  }

  private double rate(Duration time) {
    return stretch / 1e6 / (time.toNanos() / 1e9);
  }

  private double perGigabyte(Duration processor) {
    return processor.toMillis() / 1e3 / (stretch / 1e9);
  }
}
