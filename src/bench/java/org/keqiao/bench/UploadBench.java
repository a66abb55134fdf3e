package org.keqiao.bench;

import io.minio.MinioClient;
import io.minio.UploadObjectArgs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.keqiao.fixture.Folders;

/**
 * Uploads by tus beside the MinIO client, which puts the same file into the same store: in turn,
 * the median counts. Then one large file, and what memory the server took for it.
 */
public final class UploadBench {

  private static final int SEED = 11;
  private static final int PIECE = 1 << 20;

  private final Path folder = Path.of(System.getProperty("bench.folder", "target/bench"));
  private final long bytes = Long.getLong("bench.megabytes", 512) << 20;
  private final long large = Long.getLong("bench.largeMegabytes", 4096) << 20;
  private final int rounds = Integer.getInteger("bench.rounds", 3);
  private final Report report = new Report();

  private UploadBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    new UploadBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Folders.delete(folder.resolve("uploads"));
    Files.createDirectories(folder.resolve("uploads"));
    report.line(Machine.facts());
    try (S3Server store = S3Server.start(folder.resolve("uploads").resolve("s3"));
        KeqiaoServer keqiao =
            KeqiaoServer.start(
                folder.resolve("uploads").resolve("data"), List.of("-Xmx512m"), store.settings())) {
      compare(store, keqiao);
      measureMemory(keqiao);
    }
    report.save(folder.resolve("uploads.md"));
    Folders.delete(folder.resolve("uploads"));
  }

  private void compare(S3Server store, KeqiaoServer keqiao) throws Exception {
    report.line("");
    report.line("A file of %d MiB into the same store:".formatted(bytes >> 20));
    report.line("");
    report.line("| round | Keqiao by tus, MB/s | MinIO client, MB/s |");
    report.line("|------:|--------------------:|-------------------:|");
    Path file = folder.resolve("uploads").resolve("file");
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      fill(file, bytes, SEED + round);
      double minio = rate(bytes, put(store, file, "bench/" + round));
      double tus = rate(bytes, TusUpload.send(keqiao, file).time());
      report.line(
          String.format(
              Locale.ROOT,
              "| %5s | %19.0f | %18.0f |",
              round == 0 ? "warm" : Integer.toString(round),
              tus,
              minio));
      if (round > 0) {
        ours.add(tus);
        theirs.add(minio);
      }
    }
    report.line("");
    report.line(
        String.format(Locale.ROOT, "Ratio of the medians: %.2f", middle(ours) / middle(theirs)));
    Files.delete(file);
  }

  private static double middle(List<Double> rates) {
    return rates.stream().sorted().skip(rates.size() / 2).findFirst().orElse(0.0);
  }

  private static double rate(long bytes, Duration time) {
    return bytes / 1e6 / (time.toNanos() / 1e9);
  }

  private static void fill(Path file, long bytes, int seed) throws IOException {
    byte[] piece = new byte[PIECE];
    Random random = new Random(seed);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < bytes; written += PIECE) {
        random.nextBytes(piece);
        out.write(piece);
      }
    }
  }

  @SuppressWarnings("try")
  private static Duration put(S3Server store, Path file, String key) throws Exception {
    try (MinioClient client = store.client()) {
      long begin = System.nanoTime();
      client.uploadObject(
          UploadObjectArgs.builder()
              .bucket(S3Server.BUCKET)
              .object(key)
              .filename(file.toString())
              .build());
      return Duration.ofNanos(System.nanoTime() - begin);
    }
  }

  private void measureMemory(KeqiaoServer keqiao) throws Exception {
    if (large == 0) {
      return;
    }
    Path file = folder.resolve("uploads").resolve("large");
    fill(file, large, SEED);
    long before = ResidentMemory.peak(keqiao.process());
    Duration time = TusUpload.send(keqiao, file).time();
    report.line("");
    report.line(
        String.format(
            Locale.ROOT,
            "%d MiB with -Xmx512m: %.0f s, %.0f MB/s; largest resident size of the server %d MiB,"
                + " before %d MiB",
            large >> 20,
            time.toMillis() / 1000.0,
            rate(large, time),
            ResidentMemory.peak(keqiao.process()),
            before));
    Files.delete(file);
  }
}
