package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.fuzz.Attack;
import org.keqiao.fuzz.Attacks;
import org.keqiao.fuzz.Invariants;
import org.keqiao.fuzz.Wire;

/**
 * Every operation of the contract, asked by nobody and by four roles for whatever its schemas
 * forbid, and for whatever else they allow, answers as the contract says and keeps to itself what
 * is inside.
 */
class FuzzTest {

  private static final String NOBODY = "";
  private static final List<String> CALLERS =
      List.of(NOBODY, "teacher", "curator", "bureau-admin", "admin");
  private static final int AT_ONCE = 6;

  /** Of what a caller may not do, one in so many is sent. */
  private static final int SAMPLE = 12;

  private static final String SCHOOL = "maying-liuwan-primary";
  private static final String IF_MATCH = "If-Match";

  @TempDir private static Path folder;
  private static Program program;
  private static Wire wire;
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();

  @BeforeAll
  static void start() {
    program =
        Program.start(
            folder,
            Map.of("KEQIAO_DEMO_MEDIA", "false", "KEQIAO_IDENTITY_ACCESS_TOKEN_LIFE", "2h"));
    wire = new Wire(program.address(), AT_ONCE);
    CALLERS.forEach(login -> TOKENS.put(login, login.isEmpty() ? "" : program.as(login).token()));
  }

  @AfterAll
  static void end() throws IOException {
    wire.close();
    program.close();
  }

  @TestFactory
  Stream<DynamicTest> operation_whateverItIsAsked_answersAsItsContractSays() {
    Stream<DynamicTest> operations =
        Contract.operations().stream()
            .sorted(Comparator.comparing(each -> each.method().equals("DELETE")))
            .map(each -> DynamicTest.dynamicTest(each.id(), () -> attack(each)));
    return Stream.concat(
        operations, Stream.of(DynamicTest.dynamicTest("server afterwards", FuzzTest::isWell)));
  }

  /** It lives, knows everybody, and has met with nothing that it did not expect. */
  private static void isWell() {
    assertThat(program.anonymous().get("/health/ready").status()).isEqualTo(200);
    for (String login : CALLERS.subList(1, CALLERS.size())) {
      assertThat(program.as(login).get("/api/v1/me").status()).isEqualTo(200);
    }
    assertThat(Program.log(folder).lines().filter(line -> line.contains(" ERROR "))).isEmpty();
    assertThat(program.errors()).doesNotContain("Exception");
  }

  private static void attack(Contract.Operation operation) throws IOException {
    TOKENS.replaceAll(FuzzTest::signedIn);
    List<Attack> attacks = new Attacks(operation, known(operation)).all();
    Map<String, List<String>> broken = new TreeMap<>();
    for (Map.Entry<String, String> caller : TOKENS.entrySet()) {
      int step = step(operation, attacks.getLast(), caller);
      int atOnce = attacks.getLast().headers().containsKey(IF_MATCH) ? 1 : AT_ONCE;
      Stream.iterate(
              CALLERS.indexOf(caller.getKey()) % step, i -> i < attacks.size(), i -> i + step)
          .map(attacks::get)
          .gather(Gatherers.mapConcurrent(atOnce, each -> faults(operation, each, caller.getKey())))
          .forEach(
              faults ->
                  faults.forEach(
                      fault ->
                          broken
                              .computeIfAbsent(fault.kind(), kind -> new ArrayList<>())
                              .add(fault.example())));
    }
    assertThat(broken.entrySet().stream().map(FuzzTest::told)).isEmpty();
  }

  /** The operation before may have signed a caller out. */
  private static String signedIn(String login, String token) {
    return login.isEmpty() || program.anonymous().withToken(token).get("/api/v1/me").status() == 200
        ? token
        : program.as(login).token();
  }

  /** The administrator sends all; each of the others sends some, so that all are sent by many. */
  private static int step(
      Contract.Operation operation, Attack attack, Map.Entry<String, String> caller)
      throws IOException {
    boolean open = operation.permission().equals("PUBLIC");
    if (caller.getKey().equals(open ? NOBODY : "admin")) {
      return 1;
    }
    return open || isRefused(attack, caller.getValue()) ? SAMPLE : SAMPLE / 3;
  }

  private static String told(Map.Entry<String, List<String>> fault) {
    return "%s, %d times, as in %s"
        .formatted(fault.getKey(), fault.getValue().size(), fault.getValue().getFirst());
  }

  private record Fault(String kind, String example) {}

  private static List<Fault> faults(Contract.Operation operation, Attack attack, String caller) {
    String token = TOKENS.getOrDefault(caller, "");
    try {
      Attack current = current(operation, attack, token);
      return Invariants.broken(operation, current, wire.send(current, token)).stream()
          .map(fault -> new Fault(fault, caller + ": " + attack))
          .toList();
    } catch (IOException none) {
      return List.of(new Fault("no answer", caller + ": " + attack + " " + none.getCause()));
    }
  }

  /** The same for the version that a record has now, so that it is not refused for being old. */
  private static Attack current(Contract.Operation operation, Attack attack, String token)
      throws IOException {
    if (!"\"1\"".equals(attack.headers().get(IF_MATCH)) || token.isEmpty()) {
      return attack;
    }
    String record = attack.target().replaceFirst("^(/api/v1/[a-z]+/[^/?]+).*$", "$1");
    String read = operation.path().contains("/toc") ? record + "/toc" : record;
    Answer now = wire.send(new Attack("", "GET", read, Map.of(), new byte[0]), token);
    return now.status() == 200 && !now.etag().isEmpty()
        ? attack.with(attack.what(), IF_MATCH, now.etag())
        : attack;
  }

  private static boolean isRefused(Attack attack, String token) throws IOException {
    Attack harmless = attack.with("", IF_MATCH, "").sending("", new byte[] {0x3F});
    return (attack.method().equals("DELETE") && token.isEmpty())
        || Set.of(401, 403).contains(wire.send(harmless, token).status());
  }

  private static Map<String, String> known(Contract.Operation operation) throws IOException {
    Map<String, String> known = new HashMap<>();
    known.put("part", "plan");
    known.put("version", "1");
    known.put("language", "zh-CN");
    known.put("sha256", "0".repeat(64));
    known.put(IF_MATCH, "\"1\"");
    known.put("Tus-Resumable", "1.0.0");
    known.put("Upload-Offset", "0");
    known.put("X-HTTP-Method-Override", "PATCH");
    if (operation.path().contains("{id}")) {
      known.put("id", make(operation.path().split("/", 5)[3]));
    }
    return known;
  }

  private static String make(String kind) throws IOException {
    Api admin = program.anonymous().withToken(TOKENS.getOrDefault("admin", ""));
    Curator curator =
        new Curator(program.anonymous().withToken(TOKENS.getOrDefault("curator", "")));
    String some = Long.toString(System.nanoTime(), 36);
    return switch (kind) {
      case "lessons" -> made(curator.api(), kind, Map.of("title", "模糊", "node", "pep-math-3a-8-3"));
      case "collections" -> made(curator.api(), kind, Map.of("title", "模糊"));
      case "uploads" -> made(curator.api(), kind, Map.of("name", "film.mp4", "bytes", 1000));
      case "jobs" -> job(curator);
      case "classes" ->
          made(
              admin,
              kind,
              Map.of(
                  "id",
                  "c" + some,
                  "school",
                  SCHOOL,
                  "grade",
                  "g3",
                  "entryYear",
                  2024,
                  "number",
                  1));
      case "accounts" ->
          made(
              admin,
              kind,
              Map.of(
                  "login",
                  "fuzz." + some,
                  "name",
                  "模糊",
                  "school",
                  SCHOOL,
                  "roles",
                  List.of(Map.of("role", "teacher", "scope", SCHOOL))));
      case "schools" ->
          made(
              admin,
              kind,
              Map.of(
                  "id",
                  "s" + some,
                  "name",
                  "模糊",
                  "region",
                  "621121101",
                  "kind",
                  "rural",
                  "stages",
                  List.of("primary")));
      case "regions" -> "621121101";
      case "textbooks" -> "pep-math-3a";
      default -> "none";
    };
  }

  private static String made(Api api, String kind, Map<String, ?> about) {
    Answer made = api.post("/api/v1/" + kind, about);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.id();
  }

  private static String job(Curator curator) throws IOException {
    Answer filled =
        curator.attach(curator.draft("模糊"), "plan", curator.upload("plan.png", Scans.page("模糊")));
    String job = filled.body().at("/parts/plan/job").asText();
    curator.awaitJob(job);
    return job;
  }
}
