package org.keqiao.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * People who sign in at an even rate, however long the ones before them wait.
 *
 * @param server where
 * @param aSecond how many begin each second
 */
record Logins(URI server, int aSecond) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Runs something while they come; how many got which status, and 0 for no answer. */
  Map<Integer, Long> during(Work work) throws IOException, InterruptedException {
    Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    try (HttpClient client =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor()) {
      var _ =
          clock.scheduleAtFixedRate(
              () -> begin(client, statuses),
              0,
              TimeUnit.SECONDS.toNanos(1) / aSecond,
              TimeUnit.NANOSECONDS);
      work.run();
      clock.shutdownNow();
    }
    Map<Integer, Long> counted = new TreeMap<>();
    statuses.forEach((status, number) -> counted.put(status, number.sum()));
    return counted;
  }

  /** What is done meanwhile. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void begin(HttpClient client, Map<Integer, LongAdder> statuses) {
    var _ =
        client
            .sendAsync(request("teacher", "keqiao-demo"), BodyHandlers.ofByteArray())
            .handle((answer, failed) -> failed == null ? answer.statusCode() : 0)
            .thenAccept(
                status -> statuses.computeIfAbsent(status, none -> new LongAdder()).increment());
  }

  private HttpRequest request(String login, String password) {
    return HttpRequest.newBuilder(server.resolve("/api/v1/auth/token"))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, password)))
        .build();
  }

  /**
   * One sign-in by itself, in nanoseconds.
   *
   * @throws IOException when it is not answered with the status that is expected
   */
  long time(HttpClient client, String login, String password, int expected)
      throws IOException, InterruptedException {
    HttpRequest request = request(login, password);
    long begin = System.nanoTime();
    int status = client.send(request, BodyHandlers.ofByteArray()).statusCode();
    long taken = System.nanoTime() - begin;
    if (status != expected) {
      throw new IOException("a sign-in of %s answered %d".formatted(login, status));
    }
    return taken;
  }
}
