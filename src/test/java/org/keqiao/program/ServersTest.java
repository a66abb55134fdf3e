package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.HalfRequest;
import org.keqiao.fixture.Tus;
import org.keqiao.media.Films;

/**
 * Two servers over one Elasticsearch and one S3 server that they did not start, by settings alone.
 */
class ServersTest {

  private static final Pattern PASSWORD = Pattern.compile("login admin, password (\\S+) ");

  @TempDir static Path folder;

  private static final Map<String, String> SETTINGS = new HashMap<>();
  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static URI firstServer = URI.create("");
  private static Api one;
  private static Api other;

  @BeforeAll
  static void start() throws IOException {
    EmbeddedBucket bucket = EmbeddedBucket.start(folder.resolve("s3"));
    STARTED.add(bucket);
    EmbeddedElasticsearch elastic = EmbeddedElasticsearch.start(folder.resolve("es"));
    STARTED.add(elastic);
    SETTINGS.put("KEQIAO_MODE", "server");
    SETTINGS.put("KEQIAO_DEMO_DATA", "false");
    SETTINGS.put("KEQIAO_ELASTICSEARCH_URL", elastic.address().toString());
    SETTINGS.put("KEQIAO_BUCKET_ENDPOINT", bucket.address().toString());
    SETTINGS.put("KEQIAO_BUCKET_ACCESS_KEY", bucket.accessKey());
    SETTINGS.put("KEQIAO_BUCKET_SECRET_KEY", bucket.secretKey());
    Program first = server("one");
    Program second = server("two");
    firstServer = first.address();
    second.address();
    List<String> passwords =
        PASSWORD
            .matcher(first.output() + second.output())
            .results()
            .map(ServersTest::word)
            .toList();
    assertThat(passwords).as("passwords of the first administrator").hasSize(1);
    one = first.anonymous().signInFirst("admin", passwords.getFirst());
    other = second.anonymous().signIn("admin", Api.OWN_PASSWORD);
  }

  private static String word(MatchResult found) {
    return found.group(1);
  }

  private static Program server(String name) {
    Program program = Program.start(folder.resolve(name), SETTINGS);
    STARTED.add(program);
    return program;
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  @Test
  void lesson_madeAtOne_isReadFoundAndPlayedAtTheOther() throws Exception {
    Answer lesson = new Curator(one).published("两台服务器", Films.lesson(4));
    assertThat(lesson.status()).isEqualTo(200);
    String path = "/api/v1/lessons/" + lesson.id();
    assertThat(other.get(path).body()).isEqualTo(lesson.body());
    Answer found =
        Curator.await(
            () -> other.get("/api/v1/lessons?q=" + Api.encode("两台服务器")),
            answer -> answer.body().at("/items/0/id").asText().equals(lesson.id()));
    assertThat(found.body().path("total").asInt()).isEqualTo(1);
    Playing.plays(other.get(path + "/play"), other);
  }

  @Test
  void write_thatIsStaleAtTheOther_isRefused() {
    Answer draft = new Curator(one).draft("先后");
    String path = "/api/v1/lessons/" + draft.id();
    assertThat(other.get(path).etag()).isEqualTo(draft.etag());
    Answer changed = one.patch(path, Map.of("title", "先"), "If-Match", draft.etag());
    assertThat(changed.status()).isEqualTo(200);
    Answer stale = other.patch(path, Map.of("title", "后"), "If-Match", draft.etag());
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.etag()).isEqualTo(changed.etag());
    assertThat(other.get(path).body().path("title").asText()).isEqualTo("先");
  }

  @Test
  void upload_begunAtOne_isContinuedAtTheOther() throws Exception {
    byte[] whole = new byte[20_000_000];
    new Random(5).nextBytes(whole);
    String location = new Tus(one).create("半路换车.bin", whole.length).header("Location");
    new Tus(one).patch(location, 0, Arrays.copyOfRange(whole, 0, 9_000_000));
    Tus there = new Tus(other);
    assertThat(Tus.offset(there.head(location))).isEqualTo(9_000_000);
    there.patch(location, 9_000_000, Arrays.copyOfRange(whole, 9_000_000, 10_000_000));
    Answer last =
        new Tus(one).patch(location, 10_000_000, Arrays.copyOfRange(whole, 10_000_000, 20_000_000));
    assertThat(last.status()).isEqualTo(204);
    Answer stored = other.get("/api/v1/uploads/" + Tus.id(location));
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    assertThat(stored.body().path("sha256").asText()).isEqualTo(sha256);
  }

  @Test
  void upload_takenOverByTheOther_isNotDisturbedByTheFirst() throws Exception {
    byte[] whole = new byte[9_000_000];
    new Random(6).nextBytes(whole);
    Tus here = new Tus(one);
    Tus there = new Tus(other);
    String location = here.create("抢着传.bin", whole.length).header("Location");
    String path = "/api/v1/uploads/" + Tus.id(location);
    String untouched = one.get(path).body().path("expires").asText();
    try (HalfRequest _ =
        HalfRequest.patch(firstServer, location, 0, whole.length, new byte[1000])) {
      Curator.await(
          () -> one.get(path), now -> !now.body().path("expires").asText().equals(untouched));
      assertThat(there.patch(location, 0, whole).status()).isEqualTo(204);
    }
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
    assertThat(other.get(path).body().path("sha256").asText()).isEqualTo(sha256);
    assertThat(Tus.offset(here.head(location))).isEqualTo(whole.length);
  }

  @Test
  void keys_thatAreRotated_signFromNowOn_andWhatEarlierOnesSignedLives() throws Exception {
    byte[] whole = new byte[2000];
    String before = new Tus(one).create("换钥匙.bin", whole.length).header("Location");
    assertThat(command("rotate-keys", "access-token")).contains("keys of access-token: 2");
    assertThat(command("rotate-keys", "upload")).contains("keys of upload: 2");
    Program restarted = server("restarted");
    Api later = restarted.anonymous().signIn("admin", Api.OWN_PASSWORD);
    for (Api server : List.of(one, other, restarted.anonymous())) {
      assertThat(server.withToken(one.token()).get("/api/v1/me").status()).isEqualTo(200);
      assertThat(server.withToken(later.token()).get("/api/v1/me").status()).isEqualTo(200);
    }
    String after = new Tus(later).create("新钥匙.bin", whole.length).header("Location");
    assertThat(after).contains("?token=1.");
    assertThat(new Tus(restarted.anonymous()).patch(before, 0, whole).status()).isEqualTo(204);
    assertThat(new Tus(Api.at(firstServer)).patch(after, 0, whole).status()).isEqualTo(204);
    assertThat(new Tus(Api.at(firstServer)).head(after.replace("=1.", "=0.")).status())
        .isEqualTo(401);
  }

  @Test
  void keysOfAnUnknownName_areRefusedInASentence() throws IOException {
    assertThat(refused("rotate-keys", "everything"))
        .contains(
            "there are no keys named \"everything\"; name one of access-token, media, sign-in, upload");
  }

  @Test
  void passwordThatWasLost_isReplacedByACommand() throws IOException {
    Answer made =
        one.post(
            "/api/v1/accounts",
            Map.of(
                "login",
                "lost.admin",
                "name",
                "管理员",
                "roles",
                List.of(Map.of("role", "admin", "scope", "*"))));
    Api before =
        Api.at(firstServer).signInFirst("lost.admin", made.body().path("initialPassword").asText());
    Matcher said =
        Pattern.compile("Login lost.admin, password (\\S+) ")
            .matcher(command("reset-password", "lost.admin"));
    assertThat(said.find()).isTrue();
    Api again = other.signIn("lost.admin", said.group(1));
    assertThat(again.get("/api/v1/me").body().path("mustChangePassword").asBoolean()).isTrue();
    Answer ended = Curator.await(() -> before.get("/api/v1/me"), now -> now.status() != 200);
    assertThat(ended.code()).isEqualTo("token-invalid");
    assertThat(refused("reset-password", "nobody"))
        .contains("there is no account with the login name \"nobody\"");
  }

  @Test
  void demoAccounts_doNotExist() {
    for (String login : List.of("teacher", "curator", "reviewer", "bureau-admin", "admin")) {
      Answer answer =
          other.post("/api/v1/auth/token", Map.of("login", login, "password", "keqiao-demo"));
      assertThat(answer.status()).isEqualTo(401);
    }
  }

  @Test
  void laterServer_printsNoPassword() {
    Program third = server("three");
    third.address();
    assertThat(third.output()).doesNotContain("password").contains("Keqiao is ready");
    assertThat(third.errors()).isEmpty();
  }

  @Test
  void rebuild_whileReadersSearch_leavesThemUndisturbed() throws Exception {
    for (int i = 0; i < 5; i++) {
      new Curator(one).draft("重建目录 " + i);
    }
    String search = "/api/v1/lessons?mine=true&limit=100&sort=newest&q=" + Api.encode("重建目录");
    Answer before =
        Curator.await(() -> one.get(search), found -> found.body().path("total").asInt() == 5);
    Answer firstPage = one.get(search.replace("limit=100", "limit=2"));
    AtomicBoolean rebuilt = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Answer>>> readers = new ArrayList<>();
      for (Api reader : List.of(one, other)) {
        readers.add(threads.submit(() -> different(reader, search, before, rebuilt)));
      }
      String said = command("rebuild");
      rebuilt.set(true);
      assertThat(said).containsPattern("lesson: \\d+ records, \\d+ cards written to a new index");
      for (Future<Optional<Answer>> reader : readers) {
        assertThat(reader.get()).isEmpty();
      }
    }
    assertThat(command("reconcile")).containsPattern("lesson: \\d+ records, 0 cards");
    String cursor = "&cursor=" + Api.encode(firstPage.body().path("next").asText());
    List<String> paged = new ArrayList<>(firstPage.body().path("items").findValuesAsText("id"));
    paged.addAll(other.get(search + cursor).body().path("items").findValuesAsText("id"));
    assertThat(paged).isEqualTo(before.body().path("items").findValuesAsText("id"));
  }

  /** The first answer that is not like the one before. */
  private static Optional<Answer> different(
      Api reader, String search, Answer before, AtomicBoolean enough) {
    while (!enough.get()) {
      Answer now = reader.get(search);
      if (!now.body().path("items").equals(before.body().path("items"))) {
        return Optional.of(now);
      }
    }
    return Optional.empty();
  }

  private static String command(String... words) throws IOException {
    try (Program program = Program.start(folder.resolve("command"), SETTINGS, words)) {
      assertThat(program.exitCode()).as(program.errors()).isZero();
      assertThat(program.errors()).isEmpty();
      return program.output();
    }
  }

  private static String refused(String... words) throws IOException {
    try (Program program = Program.start(folder.resolve("command"), SETTINGS, words)) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.output()).isEmpty();
      return program.errors();
    }
  }

  @Test
  void bucket_thatRefusesTheKey_isNamed() throws IOException {
    Map<String, String> wrong = new HashMap<>(SETTINGS);
    wrong.put("KEQIAO_BUCKET_SECRET_KEY", "not-the-secret");
    try (Program program = Program.start(folder.resolve("wrong"), wrong)) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.errors())
          .hasLineCount(1)
          .contains("bucket server " + SETTINGS.get("KEQIAO_BUCKET_ENDPOINT") + " refuses")
          .contains("bucket.secretKey")
          .doesNotContain("not-the-secret");
    }
  }
}
