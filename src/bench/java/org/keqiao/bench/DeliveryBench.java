package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.fixture.Folders;

/**
 * Media beside nginx, which serves the same bytes as a local file: from memory, from the local
 * disk, and through the bucket each time; then how fast addresses of the bucket are signed, and the
 * memory that many slow viewers take.
 */
public final class DeliveryBench {

  private static final int SIGNING_CONNECTIONS = 16;
  private static final String LESS_THAN_A_BLOCK = "1KiB";

  private final BenchSettings settings = BenchSettings.read();
  private final Report report = new Report();
  private final Wrk wrk = new Wrk(settings.folder(), settings.warmUp(), settings.run());
  private final Path data = settings.folder().resolve("data");

  private DeliveryBench() {}

  /** Measures, or says what is missing and ends with 1. */
  public static void main(String[] arguments) throws Exception {
    if (Stream.of(Tool.values()).anyMatch(Tool::isMissing)) {
      System.err.println("The bench needs wrk and nginx; on Debian: apt install wrk nginx-light");
      System.exit(1);
    }
    new DeliveryBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Folders.delete(data);
    Files.createDirectories(settings.folder());
    report.line(Machine.facts());
    Path copies = Files.createTempDirectory("nginx");
    Film film = publish(copies);
    try (NginxServer nginx = NginxServer.start(copies)) {
      for (Map.Entry<String, Map<String, String>> tier : tiers().entrySet()) {
        try (KeqiaoServer keqiao = KeqiaoServer.start(data, List.of(), tier.getValue())) {
          report.line("");
          report.line("Served " + tier.getKey() + ":");
          new BesideNginx(wrk, settings, report).compare(keqiao, nginx, film.at(keqiao));
        }
      }
      ColdReads.measure(nginx, copies.resolve("files"), settings, report);
    } finally {
      Folders.delete(copies);
    }
    measureSigning(film);
    measureSlowViewers(film);
    report.save(settings.folder().resolve("delivery.md"));
  }

  private Film publish(Path copies) throws Exception {
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      Film film = Film.publish(keqiao, settings.filmSeconds());
      film.copy(keqiao, copies.resolve("files").resolve("film.mp4"));
      return film;
    }
  }

  private static Map<String, Map<String, String>> tiers() {
    Map<String, Map<String, String>> tiers = new LinkedHashMap<>();
    tiers.put("from memory", Map.of());
    tiers.put("from the local disk", Map.of("KEQIAO_DELIVERY_MEMORY", LESS_THAN_A_BLOCK));
    return tiers;
  }

  private void measureSigning(Film film) throws IOException, InterruptedException {
    try (KeqiaoServer keqiao =
        KeqiaoServer.start(data, List.of(), Map.of("KEQIAO_DELIVERY_WAY", "redirect"))) {
      report.line("");
      report.line("Signed addresses of the bucket, in answers that send the viewer there:");
      report.beginRequests();
      Film here = film.at(keqiao);
      report.requests(
          "redirect",
          SIGNING_CONNECTIONS,
          wrk.measure(
              keqiao,
              Load.ranges("redirect", here.rendition(), here.segments()),
              SIGNING_CONNECTIONS));
    }
  }

  private void measureSlowViewers(Film film) throws Exception {
    try (KeqiaoServer keqiao = KeqiaoServer.start(data, List.of("-Xmx512m"), Map.of())) {
      report.line("");
      new SlowViewers(settings.slowViewers(), settings.slowFor())
          .watch(keqiao, film.at(keqiao).rendition(), report);
    }
  }
}
