package org.keqiao.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;

/**
 * {@code GET /lessons/{id}} of a lesson that is in memory, beside a bare Vert.x handler that
 * answers the same headers and bytes: the same connections, in turn, in one run.
 */
public final class LessonReadBench {

  private static final String LESSON = "/api/v1/lessons/lesson-pep-math-3a-8-3-n1";

  private final BenchSettings settings;
  private final Report report = new Report();
  private final Wrk wrk;

  private LessonReadBench(BenchSettings settings) {
    this.settings = settings;
    this.wrk = new Wrk(settings.folder(), settings.warmUp(), settings.run());
  }

  /** Measures, or says what is missing and ends with 1. */
  public static void main(String[] arguments) throws Exception {
    if (Tool.WRK.isMissing()) {
      System.err.println("The bench needs wrk; on Debian: apt install wrk");
      System.exit(1);
    }
    new LessonReadBench(BenchSettings.read()).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("lesson-data");
    Folders.delete(data);
    Files.createDirectories(settings.folder());
    report.line(Machine.facts());
    report.line("");
    report.line(
        "| answer     | connections | Keqiao/s |   bare/s | ratio | CPU us, Keqiao |  bare |");
    report.line(
        "|------------|------------:|---------:|---------:|------:|---------------:|------:|");
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      String bearer = "Bearer " + Api.at(keqiao.address()).signIn("teacher", "keqiao-demo").token();
      compare(keqiao, "plain", Map.of("Authorization", bearer));
      compare(keqiao, "compressed", Map.of("Authorization", bearer, "Accept-Encoding", "gzip"));
      compare(keqiao, "unchanged", Map.of("Authorization", bearer, "If-None-Match", "\"1\""));
    }
    report.save(settings.folder().resolve("lesson-read.md"));
  }

  private void compare(KeqiaoServer keqiao, String name, Map<String, String> headers)
      throws IOException, InterruptedException {
    Path answer = settings.folder().resolve("bare-" + name);
    HttpResponse<byte[]> sample = sample(keqiao, headers);
    if (sample.statusCode() >= 400) {
      throw new IOException("the lesson cannot be read: " + new String(sample.body(), UTF_8));
    }
    BareHandler.prepare(answer, sample.statusCode(), headers(sample), sample.body());
    Load load =
        Load.of(
            name,
            Load.get(
                LESSON,
                headers.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .toArray(String[]::new)));
    try (BareServer bare = BareServer.start(answer)) {
      for (int connections : settings.connections()) {
        List<Wrk.Result> ours = new ArrayList<>();
        List<Wrk.Result> theirs = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
          ours.add(wrk.measure(keqiao, load, connections));
          theirs.add(wrk.measure(bare, load, connections));
        }
        line(name, connections, ours, theirs);
      }
    }
  }

  private static HttpResponse<byte[]> sample(Server server, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(LESSON));
    headers.forEach(request::header);
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  private static Map<String, String> headers(HttpResponse<byte[]> sample) {
    Map<String, String> headers = new TreeMap<>();
    sample.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
    return headers;
  }

  private void line(String name, int connections, List<Wrk.Result> ours, List<Wrk.Result> theirs) {
    double keqiao = Comparison.middle(ours, Wrk.Result::requestsPerSecond);
    double bare = Comparison.middle(theirs, Wrk.Result::requestsPerSecond);
    report.line(
        String.format(
            Locale.ROOT,
            "| %-10s | %11d | %8.0f | %8.0f | %5.2f | %14.1f | %5.1f |",
            name,
            connections,
            keqiao,
            bare,
            keqiao / bare,
            Comparison.middle(ours, Wrk.Result::processorMicrosPerRequest),
            Comparison.middle(theirs, Wrk.Result::processorMicrosPerRequest)));
  }
}
