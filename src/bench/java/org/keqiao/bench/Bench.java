package org.keqiao.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;

/** One run of all measurements: start-up, requests, and media beside nginx. */
public final class Bench {

  private static final int CONNECTIONS = 16;
  private static final List<String> WORDS =
      List.of("分数", "乘法", "古诗", "光合作用", "秒的认识", "三角形", "体育", "英语 天气", "周长", "小数加减法");

  private final BenchSettings settings;
  private final Report report = new Report();
  private final Wrk wrk;

  private Bench(BenchSettings settings) {
    this.settings = settings;
    this.wrk = new Wrk(settings.folder(), settings.warmUp(), settings.run());
  }

  /** Measures, or says what is missing and ends with 1. */
  public static void main(String[] arguments) throws Exception {
    if (Stream.of(Tool.values()).anyMatch(Tool::isMissing)) {
      System.err.println("The bench needs wrk and nginx; on Debian: apt install wrk nginx-light");
      System.exit(1);
    }
    new Bench(BenchSettings.read()).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("data");
    Folders.delete(data);
    Files.createDirectories(settings.folder());
    report.line(Machine.facts());
    Duration cold;
    try (KeqiaoServer first = KeqiaoServer.start(data)) {
      cold = first.start();
    }
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      report.startUp(cold, keqiao.start());
      Film film = Film.publish(keqiao, settings.filmSeconds());
      measureRequests(keqiao, film);
      compareThroughput(keqiao, film);
    }
    report.save(settings.folder().resolve("report.md"));
  }

  private void measureRequests(Server keqiao, Film film) throws IOException, InterruptedException {
    report.beginRequests();
    String lesson = "/api/v1/lessons/" + film.lesson();
    measure(
        keqiao,
        Load.of(
            "login",
            Load.post(
                "/api/v1/auth/token", "{\"login\":\"teacher\",\"password\":\"keqiao-demo\"}")));
    String token = bearer(keqiao);
    measure(keqiao, search("search, hot", WORDS, token));
    measure(keqiao, search("search", Titles.of(keqiao), token));
    measure(keqiao, Load.of("read lesson", Load.get(lesson, token)));
    measure(keqiao, Load.of("play", Load.get(lesson + "/play", token)));
    measure(keqiao, Load.ranges("media segment", film.rendition(), film.segments()));
  }

  private static Load search(String name, List<String> words, String token) {
    return new Load(
        name,
        words.stream()
            .map(each -> Load.get("/api/v1/lessons?q=" + Api.encode(each), token))
            .toList());
  }

  private void measure(Server keqiao, Load load) throws IOException, InterruptedException {
    report.requests(load.name(), CONNECTIONS, wrk.measure(keqiao, load, CONNECTIONS));
  }

  private static String bearer(Server keqiao) {
    return "Authorization: Bearer "
        + Api.at(keqiao.address()).signIn("teacher", "keqiao-demo").token();
  }

  private void compareThroughput(Server keqiao, Film film)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("nginx");
    film.copy(keqiao, folder.resolve("files").resolve("film.mp4"));
    try (NginxServer nginx = NginxServer.start(folder)) {
      new BesideNginx(wrk, settings, report).compare(keqiao, nginx, film);
    } finally {
      Folders.delete(folder);
    }
  }
}
