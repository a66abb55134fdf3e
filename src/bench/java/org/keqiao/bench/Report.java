package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The figures as text, shown as they come and kept in a file. */
final class Report {

  private final StringBuilder text = new StringBuilder();

  /** Adds a line. */
  void line(String line) {
    System.out.println(line);
    text.append(line).append('\n');
  }

  void startUp(Duration cold, Duration warm) {
    line("");
    line("| start-up to ready      | seconds |");
    line("|------------------------|--------:|");
    line(
        String.format(Locale.ROOT, "| first, with seeds      | %7.1f |", cold.toMillis() / 1000.0));
    line(
        String.format(Locale.ROOT, "| again                  | %7.1f |", warm.toMillis() / 1000.0));
  }

  void beginRequests() {
    line("");
    line("| requests      | connections |    req/s |  p50 ms |  p99 ms | CPU us/req | failed |");
    line("|---------------|------------:|---------:|--------:|--------:|-----------:|-------:|");
  }

  void requests(String name, int connections, Wrk.Result result) {
    line(
        String.format(
            Locale.ROOT,
            "| %-13s | %11d | %8.0f | %7.2f | %7.2f | %10.0f | %6d |",
            name,
            connections,
            result.requestsPerSecond(),
            result.p50().toNanos() / 1e6,
            result.p99().toNanos() / 1e6,
            result.processorMicrosPerRequest(),
            result.failed()));
  }

  void beginThroughput(long file, int range) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "Ranges of %d bytes of a file of %d bytes, in memory on both sides:",
            range,
            file));
    line("");
    line("| connections | Keqiao MB/s | nginx MB/s | ratio | CPU s/GB, Keqiao | nginx | failed |");
    line("|------------:|------------:|-----------:|------:|-----------------:|------:|-------:|");
  }

  void throughput(Comparison both) {
    line(
        String.format(
            Locale.ROOT,
            "| %11d | %11.0f | %10.0f | %5.2f | %16.2f | %5.2f | %6d |",
            both.connections(),
            Comparison.middle(both.keqiao(), Wrk.Result::megabytesPerSecond),
            Comparison.middle(both.nginx(), Wrk.Result::megabytesPerSecond),
            both.ratio(),
            Comparison.middle(both.keqiao(), Wrk.Result::processorSecondsPerGigabyte),
            Comparison.middle(both.nginx(), Wrk.Result::processorSecondsPerGigabyte),
            both.failed()));
  }

  void save(Path file) throws IOException {
    Files.writeString(file, text);
    System.out.println("Kept in " + file);
  }
}
