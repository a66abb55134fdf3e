package org.keqiao.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.Paired;

/**
 * How long it takes from "the teacher paused" until a room has heard it: 50 rooms in one session,
 * and 200 sessions at once. Beside it socket.io relays the same messages between the same clients;
 * it writes no log, asks for no permission and holds no state.
 */
public final class ClassroomBench {

  private static final int SECONDS = Integer.getInteger("bench.seconds", 15);
  private static final int WARM_UP = Integer.getInteger("bench.warmUpSeconds", 8);
  private static final int ROOMS = 50;
  private static final int SESSIONS = Integer.getInteger("bench.sessions", 200);
  private static final int ROOMS_EACH = Integer.getInteger("bench.roomsEach", 5);

  private final BenchSettings settings = BenchSettings.read();
  private final Report report = new Report();

  private ClassroomBench() {}

  /** Measures. */
  public static void main(String[] arguments) throws Exception {
    new ClassroomBench().run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path data = settings.folder().resolve("classroom");
    Folders.delete(data);
    Files.createDirectories(settings.folder());
    report.line(Machine.facts());
    report.line("");
    report.line(
        "| server    | sessions | rooms | p50 ms | p99 ms | p99.9 | CPU s/s | heard | broken |");
    report.line(
        "|-----------|---------:|------:|-------:|-------:|------:|--------:|------:|-------:|");
    Timings[] own;
    Timings[] peer;
    try (KeqiaoServer keqiao = KeqiaoServer.start(data)) {
      Api admin = Api.at(keqiao.address()).signIn("admin", "keqiao-demo");
      List<String> schools = schools(admin);
      own =
          both(
              "Keqiao",
              keqiao,
              sessions(admin, schools, 1, ROOMS),
              sessions(admin, schools, SESSIONS, ROOMS_EACH),
              (ids, all) -> new Channel(keqiao.address(), admin.token(), ids, schools));
    }
    try (RelayServer relay = RelayServer.start()) {
      peer =
          both(
              "socket.io",
              relay,
              List.of("one"),
              numbers(SESSIONS),
              (ids, all) -> new Relayed(relay.address(), ids));
    }
    report.line("");
    for (int i = 0; i < own.length; i++) {
      report.line(
          String.format(
              Locale.ROOT,
              "%s: Keqiao takes %.2f times as long as socket.io at p50, %.2f at p99.",
              i == 0 ? "50 rooms" : SESSIONS + " sessions",
              own[i].percentile(50) / peer[i].percentile(50),
              own[i].percentile(99) / peer[i].percentile(99)));
    }
    report.save(settings.folder().resolve("classroom.md"));
  }

  private interface Speaking {
    Seats.Speech to(List<String> ids, int all);
  }

  private Timings[] both(
      String name, Server server, List<String> one, List<String> many, Speaking speaking)
      throws InterruptedException {
    return new Timings[] {
      measure(name, server, speaking.to(one, 1), 1, ROOMS, 10),
      measure(name, server, speaking.to(many, many.size()), many.size(), ROOMS_EACH, SESSIONS / 2)
    };
  }

  private Timings measure(
      String name, Server server, Seats.Speech speech, int sessions, int rooms, int perSecond)
      throws InterruptedException {
    try (Seats seats = new Seats(speech)) {
      seats.open(sessions, rooms);
      seats.speak(perSecond, WARM_UP, false);
      Duration before = server.processorTime();
      long begin = System.nanoTime();
      seats.speak(perSecond, SECONDS, true);
      double taken = server.processorTime().minus(before).toNanos();
      Timings timings = seats.timings();
      long[] all = timings.nanos();
      report.line(
          String.format(
              Locale.ROOT,
              "| %-9s | %8d | %5d | %6.1f | %6.1f | %5.1f | %7.2f | %5d | %6d |",
              name,
              sessions,
              sessions * rooms,
              timings.percentile(50),
              timings.percentile(99),
              all[Math.min(all.length - 1, (int) (all.length * 0.999))] / 1e6,
              taken / (System.nanoTime() - begin),
              all.length,
              seats.broken()));
      return timings;
    }
  }

  private static List<String> numbers(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add("s" + i);
    }
    return names;
  }

  private static List<String> schools(Api admin) throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < ROOMS; i++) {
      String id = "bench-school-" + i;
      require(
          admin.post(
              "/api/v1/schools",
              Map.of(
                  "id",
                  id,
                  "name",
                  "村小 " + i,
                  "region",
                  "621121101",
                  "kind",
                  "rural",
                  "stages",
                  List.of("primary"))));
      var _ = Paired.with(admin, id);
      ids.add(id);
    }
    return ids;
  }

  private static Answer require(Answer made) throws IOException {
    if (made.status() != 201) {
      throw new IOException("it was not made: " + made.body());
    }
    return made;
  }

  private static List<String> sessions(Api admin, List<String> schools, int count, int rooms)
      throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> some = new ArrayList<>();
      for (int room = 0; room < rooms; room++) {
        some.add(schools.get((i + room) % schools.size()));
      }
      ids.add(
          require(admin.post("/api/v1/sessions", Map.of("lead", Paired.WENLAN, "rooms", some)))
              .id());
    }
    return ids;
  }

  /** The channel of the contract. */
  private record Channel(URI server, String token, List<String> ids, List<String> schools)
      implements Seats.Speech {

    @Override
    public URI address(int session, int room) {
      String seat =
          room < 0 ? "lead" : "room&school=" + schools.get((session + room) % schools.size());
      return URI.create(
          "ws://%s:%d/api/v1/sessions/%s/channel?seat=%s"
              .formatted(server.getHost(), server.getPort(), ids.get(session), seat));
    }

    @Override
    public List<String> protocols() {
      return List.of("keqiao.v1", "bearer." + token);
    }

    @Override
    public String greeting() {
      return "";
    }

    @Override
    public String pause(long place) {
      return "{\"type\":\"pause\",\"position\":%d,\"ref\":\"r%d\"}".formatted(place, place);
    }

    @Override
    public String report() {
      return "{\"type\":\"report\",\"position\":5,\"playing\":false,\"way\":\"video\"}";
    }

    @Override
    public String echo(String heard) {
      return "";
    }
  }

  /** Engine.io 4 over WebSocket alone. */
  private record Relayed(URI server, List<String> ids) implements Seats.Speech {

    @Override
    public URI address(int session, int room) {
      return URI.create(
          "ws://%s:%d/socket.io/?EIO=4&transport=websocket&session=%s&seat=%s"
              .formatted(
                  server.getHost(),
                  server.getPort(),
                  ids.get(session),
                  room < 0 ? "lead" : "room"));
    }

    @Override
    public List<String> protocols() {
      return List.of();
    }

    @Override
    public String greeting() {
      return "40";
    }

    @Override
    public String pause(long place) {
      return ("42[\"say\",{\"type\":\"state\",\"seq\":%d,\"at\":1790000000000,\"playing\":false,"
              + "\"position\":%d,\"view\":\"video\",\"by\":\"a-1f3870be274f6c49b3e3\"}]")
          .formatted(place, place);
    }

    @Override
    public String report() {
      return "42[\"report\",{\"position\":5,\"playing\":false,\"way\":\"video\"}]";
    }

    @Override
    public String echo(String heard) {
      return heard.equals("2") ? "3" : "";
    }
  }
}
