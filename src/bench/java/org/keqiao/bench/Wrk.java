package org.keqiao.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.keqiao.store.Json;

/**
 * Runs wrk against a server.
 *
 * @param folder takes the requests while they are sent
 */
record Wrk(Path folder, Duration warmUp, Duration run) {

  private static final Path SCRIPT = Path.of("src", "bench", "wrk", "replay.lua");

  /**
   * What came of a run.
   *
   * @param failed connections that broke and answers of status 400 and above
   * @param processor time that the server took, of all cores
   */
  record Result(
      long requests,
      long bytes,
      Duration time,
      Duration p50,
      Duration p99,
      long failed,
      Duration processor) {

    double requestsPerSecond() {
      return requests / seconds(time);
    }

    double megabytesPerSecond() {
      return bytes / 1e6 / seconds(time);
    }

    double processorSecondsPerGigabyte() {
      return seconds(processor) / (bytes / 1e9);
    }

    double processorMicrosPerRequest() {
      return seconds(processor) * 1e6 / requests;
    }

    private static double seconds(Duration duration) {
      return duration.toNanos() / 1e9;
    }
  }

  /** Sends for a while unmeasured, then measures. */
  Result measure(Server server, Load load, int connections)
      throws IOException, InterruptedException {
    send(server, load, connections, warmUp);
    return send(server, load, connections, run);
  }

  private Result send(Server server, Load load, int connections, Duration length)
      throws IOException, InterruptedException {
    Path requests = Files.createTempFile(folder, "requests", ".http");
    Files.writeString(requests, String.join("\0", load.requests()));
    int threads = Math.min(connections, Runtime.getRuntime().availableProcessors());
    Duration before = server.processorTime();
    Process wrk =
        new ProcessBuilder(
                Tool.WRK.path().toString(),
                "-t" + threads,
                "-c" + connections,
                "-d" + length.toSeconds() + "s",
                "--timeout=10s",
                "--script=" + SCRIPT,
                server.address().toString(),
                "--",
                requests.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    wrk.waitFor();
    Duration processor = server.processorTime().minus(before);
    Files.delete(requests);
    String line =
        output
            .lines()
            .filter(text -> text.startsWith("{"))
            .findFirst()
            .orElseThrow(() -> new IOException("wrk failed: " + output));
    JsonNode found = Json.STORED.readTree(line);
    return new Result(
        found.path("requests").asLong(),
        found.path("bytes").asLong(),
        micros(found, "micros"),
        micros(found, "p50"),
        micros(found, "p99"),
        found.path("failed").asLong(),
        processor);
  }

  private static Duration micros(JsonNode found, String name) {
    return Duration.ofNanos(found.path(name).asLong() * 1000);
  }
}
