package org.keqiao.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Rungs;

/** What it takes to make a film streamable, and how soon it can be played. */
public final class TranscodeBench {

  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Path folder = BenchSettings.read().folder().resolve("transcode");
  private final int seconds = Integer.getInteger("bench.filmSeconds", 120);
  private final int threads = Runtime.getRuntime().availableProcessors();
  private final Report report = new Report();

  private TranscodeBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    new TranscodeBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Folders.delete(folder);
    Files.createDirectories(folder);
    report.line(Machine.facts());
    Rungs rungs = new Rungs(folder.resolve("films"), threads);
    Map<String, Path> films =
        Map.of("moving picture", rungs.moving(seconds), "slides", rungs.slides(seconds));
    for (Map.Entry<String, Path> film : films.entrySet()) {
      report.line("");
      report.line(
          "%s, %d s of 1080p, %d bytes, %d threads:"
              .formatted(film.getKey(), seconds, Files.size(film.getValue()), threads));
      report.line("");
      report.line("| made           | wall s | wall/duration | CPU s | CPU/duration |");
      report.line("|----------------|-------:|--------------:|------:|-------------:|");
      for (Rungs.Piece piece : rungs.pieces(film.getValue())) {
        measure(piece);
      }
    }
    report.line("");
    report.line("| from the last byte until | wall s | wall/duration |");
    report.line("|--------------------------|-------:|--------------:|");
    publish(films);
    report.save(folder.resolveSibling("transcode.md"));
  }

  private void measure(Rungs.Piece piece) throws Exception {
    Duration before = ProcessorTime.ofChildren();
    Instant start = Instant.now();
    piece.work().run();
    double wall = Duration.between(start, Instant.now()).toMillis() / 1000.0;
    double processor = ProcessorTime.ofChildren().minus(before).toMillis() / 1000.0;
    report.line(
        String.format(
            Locale.ROOT,
            "| %-14s | %6.1f | %13.3f | %5.1f | %12.3f |",
            piece.name(),
            wall,
            wall / seconds,
            processor,
            processor / seconds));
  }

  private void publish(Map<String, Path> films) throws Exception {
    Path data = folder.resolve("data");
    try (Keqiao keqiao =
        Keqiao.start(RunningKeqiao.settings(data, Map.of("KEQIAO_DEMO_MEDIA", "false")))) {
      URI address = URI.create("http://127.0.0.1:" + keqiao.port());
      Curator curator = new Curator(Api.at(address).signIn("curator", "keqiao-demo"));
      for (Map.Entry<String, Path> film : films.entrySet()) {
        publish(curator, film.getKey(), Files.readAllBytes(film.getValue()));
      }
    }
  }

  private void publish(Curator curator, String name, byte[] film) throws InterruptedException {
    Answer upload = curator.upload("film.mp4", film);
    Instant lastByte = Instant.now();
    Answer lesson = curator.attachVideo(curator.draft(name), upload);
    String play = "/api/v1/lessons/%s/play".formatted(lesson.id());
    tell(name + " plays", lastByte, curator.api(), play, false);
    tell(name + " is complete", lastByte, curator.api(), play, true);
  }

  private void tell(String what, Instant lastByte, Api api, String play, boolean complete)
      throws InterruptedException {
    Instant end = lastByte.plus(PATIENCE);
    Answer answer = api.get(play);
    while (Instant.now().isBefore(end)
        && !(answer.status() == 200 && (!complete || answer.body().path("coming").isEmpty()))) {
      Thread.sleep(100);
      answer = api.get(play);
    }
    double wall = Duration.between(lastByte, Instant.now()).toMillis() / 1000.0;
    report.line(
        String.format(Locale.ROOT, "| %-24s | %6.1f | %13.3f |", what, wall, wall / seconds));
  }
}
