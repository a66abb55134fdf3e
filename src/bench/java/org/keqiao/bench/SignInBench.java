package org.keqiao.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keqiao.fixture.Folders;

/**
 * Whether a storm of sign-ins starves those who watch, and whether the time of a refused sign-in
 * tells if there is such an account.
 */
public final class SignInBench {

  private static final int LOGINS_A_SECOND = Integer.getInteger("bench.logins", 100);
  private static final int VIEWERS = Integer.getInteger("bench.viewers", 16);
  private static final int TIMED = Integer.getInteger("bench.timedLogins", 100);

  /** So many wrong passwords for one account have no wait after them. */
  private static final int WRONG_IN_A_ROW = 4;

  private static final int RIGHT = 200;
  private static final int WRONG = 401;

  private final BenchSettings settings = BenchSettings.read();
  private final Report report = new Report();
  private final Wrk wrk = new Wrk(settings.folder(), settings.warmUp(), settings.run());

  private SignInBench() {}

  /** Measures, or says what is missing and ends with 1. */
  public static void main(String[] arguments) throws Exception {
    if (Tool.WRK.isMissing()) {
      System.err.println("The bench needs wrk; on Debian: apt install wrk");
      System.exit(1);
    }
    new SignInBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("data");
    Folders.delete(data);
    Files.createDirectories(settings.folder());
    report.line(Machine.facts());
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      Film film = Film.publish(keqiao, settings.filmSeconds());
      timeRefusals(keqiao);
      storm(keqiao, Load.ranges("stream", film.rendition(), film.segments()));
    }
    report.save(settings.folder().resolve("sign-in.md"));
  }

  private void storm(KeqiaoServer keqiao, Load stream) throws IOException, InterruptedException {
    List<Wrk.Result> alone = new ArrayList<>();
    List<Wrk.Result> beside = new ArrayList<>();
    Map<Integer, Long> statuses = new HashMap<>();
    Logins logins = new Logins(keqiao.address(), LOGINS_A_SECOND);
    for (int round = 0; round < settings.rounds(); round++) {
      alone.add(wrk.measure(keqiao, stream, VIEWERS));
      logins
          .during(() -> beside.add(wrk.measure(keqiao, stream, VIEWERS)))
          .forEach((status, number) -> statuses.merge(status, number, Long::sum));
    }
    print(alone, beside, statuses);
  }

  private void print(List<Wrk.Result> alone, List<Wrk.Result> beside, Map<Integer, Long> statuses) {
    report.line("");
    report.line(
        "%d viewers stream as fast as they can, alone and while %d sign in each second:"
            .formatted(VIEWERS, LOGINS_A_SECOND));
    report.line("");
    report.line("| round | alone MB/s | with sign-ins MB/s | ratio | p99 ms | with sign-ins |");
    report.line("|------:|-----------:|-------------------:|------:|-------:|--------------:|");
    for (int round = 0; round < alone.size(); round++) {
      Wrk.Result quiet = alone.get(round);
      Wrk.Result stormy = beside.get(round);
      report.line(
          String.format(
              Locale.ROOT,
              "| %5d | %10.0f | %18.0f | %5.2f | %6.1f | %13.1f |",
              round + 1,
              quiet.megabytesPerSecond(),
              stormy.megabytesPerSecond(),
              stormy.megabytesPerSecond() / quiet.megabytesPerSecond(),
              quiet.p99().toNanos() / 1e6,
              stormy.p99().toNanos() / 1e6));
    }
    report.line("");
    report.line("Sign-ins by status of the answer (0: none): " + statuses);
  }

  private void timeRefusals(KeqiaoServer keqiao) throws IOException, InterruptedException {
    Logins logins = new Logins(keqiao.address(), 1);
    long[] known = new long[TIMED];
    long[] unknown = new long[TIMED];
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < TIMED; i++) {
        if (i % WRONG_IN_A_ROW == 0) {
          logins.time(client, "teacher", "keqiao-demo", RIGHT);
        }
        known[i] = logins.time(client, "teacher", "guess", WRONG);
        unknown[i] = logins.time(client, "nobody" + i / WRONG_IN_A_ROW, "guess", WRONG);
      }
    }
    report.line("");
    report.line("Refused sign-ins, one by one and in turn, in ms:");
    report.line("");
    report.line("| account | number |    p10 |    p50 |    p90 |    p99 |");
    report.line("|---------|-------:|-------:|-------:|-------:|-------:|");
    report.line(row("known", new Timings(known)));
    report.line(row("unknown", new Timings(unknown)));
  }

  private static String row(String name, Timings timings) {
    return String.format(
        Locale.ROOT,
        "| %-7s | %6d | %6.1f | %6.1f | %6.1f | %6.1f |",
        name,
        timings.nanos().length,
        timings.percentile(10),
        timings.percentile(50),
        timings.percentile(90),
        timings.percentile(99));
  }
}
