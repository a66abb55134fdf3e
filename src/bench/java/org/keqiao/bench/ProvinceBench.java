package org.keqiao.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;

/** How long a bureau waits for the plan of a whole province, through the API and both stores. */
public final class ProvinceBench {

  private static final int RURAL = Integer.getInteger("bench.rural", 2000);
  private static final int URBAN = Integer.getInteger("bench.urban", 1000);
  private static final int WRITERS = 16;
  private static final String PROVINCE = "640000";
  private static final List<String> SUBJECTS = List.of("english", "music", "art", "science");

  private final BenchSettings settings = BenchSettings.read();
  private final Random random = new Random(42);
  private final List<String> counties = new ArrayList<>();
  private final List<Runnable> writes = new ArrayList<>();

  private Duration before = Duration.ZERO;

  private ProvinceBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) throws Exception {
    new ProvinceBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("province");
    Folders.delete(data);
    Files.createDirectories(data);
    System.out.println(Machine.facts());
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      Api admin = Api.at(keqiao.address()).signIn("admin", "keqiao-demo");
      long begin = System.nanoTime();
      settle(admin);
      line(keqiao, "schools, needs and offers written", begin);
      for (int i = 0; i < 3; i++) {
        begin = System.nanoTime();
        Answer plan = done(admin.post("/api/v1/pairing/plans", Map.of("region", PROVINCE)));
        line(keqiao, "plan " + i, begin);
        begin = System.nanoTime();
        Answer pairs = done(admin.get("/api/v1/pairing/plans/" + plan.id() + "/pairs?limit=100"));
        line(keqiao, "its first pairs: " + pairs.body().path("items").size(), begin);
      }
    }
  }

  /** Says how long something took, and how much of the processors the server took for it. */
  private void line(KeqiaoServer keqiao, String what, long begin) {
    Duration now = keqiao.process().info().totalCpuDuration().orElse(Duration.ZERO);
    System.out.printf(
        Locale.ROOT,
        "%-40s %8.2f s %8.2f CPU s%n",
        what,
        (System.nanoTime() - begin) / 1e9,
        now.minus(before).toMillis() / 1e3);
    before = now;
  }

  private static Answer done(Answer answer) {
    if (answer.status() >= 300) {
      throw new IllegalStateException(answer.status() + " " + answer.body());
    }
    return answer;
  }

  private void settle(Api admin) throws Exception {
    done(admin.post("/api/v1/regions", Map.of("code", PROVINCE, "name", "省")));
    for (int city = 1; city <= 14; city++) {
      String code = "64%02d00".formatted(city);
      done(admin.post("/api/v1/regions", Map.of("code", code, "name", "市" + city)));
      for (int county = 21; county < 27; county++) {
        String below = "64%02d%02d".formatted(city, county);
        done(admin.post("/api/v1/regions", Map.of("code", below, "name", "县" + county)));
        counties.add(below);
      }
    }
    IntStream.range(0, URBAN).forEach(i -> urban(admin, "bench-u" + i));
    IntStream.range(0, RURAL).forEach(i -> rural(admin, "bench-r" + i));
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<?> each : writes.stream().map(writers::submit).toList()) {
        each.get();
      }
    }
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Map<String, Object> school(String id, String area) {
    return Map.of(
        "id",
        id,
        "name",
        id,
        "region",
        pick(counties),
        "areaCode",
        area,
        "stages",
        List.of("primary"),
        "lineKbps",
        1000 + random.nextInt(8000));
  }

  private void urban(Api admin, String id) {
    Map<String, Object> school = school(id, "111");
    Map<String, Object> offer =
        Map.of(
            "school",
            id,
            "courses",
            List.of(Map.of("subject", pick(SUBJECTS), "grades", List.of("g3", "g4", "g5"))),
            "hours",
            4 + random.nextInt(8),
            "partners",
            1 + random.nextInt(5));
    write(admin, school, "offers", offer);
  }

  private void rural(Api admin, String id) {
    Map<String, Object> school = school(id, "220");
    Map<String, Object> need =
        Map.of(
            "school",
            id,
            "subject",
            pick(SUBJECTS),
            "grade",
            "g" + (3 + random.nextInt(3)),
            "hours",
            1 + random.nextInt(3));
    write(admin, school, "needs", need);
  }

  /** A school is written before what it states. */
  private void write(
      Api admin, Map<String, Object> school, String kind, Map<String, Object> statement) {
    writes.add(
        () -> {
          done(admin.post("/api/v1/schools", school));
          done(admin.post("/api/v1/" + kind, statement));
        });
  }
}
