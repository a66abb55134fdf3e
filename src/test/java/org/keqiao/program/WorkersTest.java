package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** A server that only serves, and two processes that only work, over the same two stores. */
class WorkersTest {

  private static final Pattern PASSWORD = Pattern.compile("login admin, password (\\S+) ");

  private static final String METRICS_TOKEN = "read-by-prometheus";

  @TempDir static Path folder;

  private static final Map<String, String> SERVER = new HashMap<>();
  private static final Map<String, String> WORKER = new HashMap<>();
  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static Program server;
  private static Api admin;
  private static Working one;
  private static Working other;
  private static int seconds = 40;

  /** A process that only works. */
  private record Working(Path data, Program program) {

    static Working start(Path data) {
      Program program = Program.start(data, WORKER);
      STARTED.add(program);
      return new Working(data, program);
    }

    boolean works() {
      return !program.children().isEmpty();
    }

    /** What it has in its working folder. */
    List<Path> jobs() {
      try (Stream<Path> all = Files.list(data.resolve("spool").resolve("jobs"))) {
        return all.toList();
      } catch (IOException changing) {
        throw new UncheckedIOException(changing);
      }
    }
  }

  @BeforeAll
  static void startServer() throws IOException {
    EmbeddedBucket bucket = EmbeddedBucket.start(folder.resolve("s3"));
    STARTED.add(bucket);
    EmbeddedElasticsearch elastic = EmbeddedElasticsearch.start(folder.resolve("es"));
    STARTED.add(elastic);
    SERVER.put("KEQIAO_DEMO_DATA", "false");
    SERVER.put("KEQIAO_METRICS_TOKEN", METRICS_TOKEN);
    SERVER.put("KEQIAO_ELASTICSEARCH_URL", elastic.address().toString());
    SERVER.put("KEQIAO_BUCKET_ENDPOINT", bucket.address().toString());
    SERVER.put("KEQIAO_BUCKET_ACCESS_KEY", bucket.accessKey());
    SERVER.put("KEQIAO_BUCKET_SECRET_KEY", bucket.secretKey());
    WORKER.putAll(SERVER);
    WORKER.put("KEQIAO_MODE", "worker");
    SERVER.put("KEQIAO_MODE", "server");
    SERVER.put("KEQIAO_INGEST_WORKERS", "0");
    server = Program.start(folder.resolve("server"), SERVER);
    STARTED.add(server);
    server.address();
    Matcher said = PASSWORD.matcher(server.output());
    assertThat(said.find()).isTrue();
    admin = server.anonymous().signInFirst("admin", said.group(1));
    one = Working.start(folder.resolve("one"));
    other = Working.start(folder.resolve("other"));
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  @BeforeEach
  void startWorkers() {
    one = alive(one);
    other = alive(other);
    one.program().address();
    other.program().address();
  }

  private static Working alive(Working worker) {
    return worker.program().isAlive() ? worker : Working.start(worker.data());
  }

  /** A lesson with a film of a length that no other has, and so a job of its own. */
  private static Answer lesson() throws Exception {
    seconds++;
    Curator curator = new Curator(admin);
    return curator.attachVideo(
        curator.draft("在别处转码"), curator.upload("film.mp4", Films.lesson(seconds)));
  }

  private static String job(Answer lesson) {
    return "/api/v1/jobs/" + lesson.body().at("/parts/video/job").asText();
  }

  private static Answer await(String job, Predicate<Answer> wished) {
    Answer answer = Curator.await(() -> admin.get(job), wished);
    assertThat(wished.test(answer)).as(answer.body().toString()).isTrue();
    return answer;
  }

  private static Predicate<Answer> isIn(String state) {
    return answer -> answer.body().path("state").asText().equals(state);
  }

  private static boolean isUnderWay(Answer job) {
    return isIn("running").test(job) && job.body().path("progress").asInt() > 0;
  }

  /** The one of the two that works on the only job. */
  private Working working(Answer lesson) {
    await(job(lesson), WorkersTest::isUnderWay);
    assertThat(one.works()).isNotEqualTo(other.works());
    return one.works() ? one : other;
  }

  private Working idle(Working working) {
    return working.equals(one) ? other : one;
  }

  private static void assertPlayable(Answer lesson) {
    Answer published =
        admin.transition("/api/v1/lessons/%s/publish".formatted(lesson.id()), lesson.etag());
    assertThat(published.status()).isEqualTo(200);
    Playing.plays(admin.get("/api/v1/lessons/%s/play".formatted(lesson.id())), admin);
  }

  @Test
  void worker_killedInTheMiddle_isReplacedByTheOther() throws Exception {
    Answer lesson = lesson();
    Working working = working(lesson);
    List<ProcessHandle> encoders = working.program().children();
    working.program().kill();
    Program.await(() -> encoders.stream().noneMatch(ProcessHandle::isAlive));
    Program.await(idle(working)::works);
    Answer done = await(job(lesson), isIn("done"));
    assertThat(done.body().path("attempts").asInt()).isEqualTo(2);
    assertPlayable(lesson);
  }

  @Test
  void worker_stoppedInOrder_givesItsJobToTheOther() throws Exception {
    Answer lesson = lesson();
    Working working = working(lesson);
    assertThat(working.program().stop()).isEqualTo(143);
    assertThat(working.jobs()).isEmpty();
    Program.await(idle(working)::works);
    Answer done = await(job(lesson), isIn("done"));
    assertThat(done.body().path("attempts").asInt()).isEqualTo(1);
    assertPlayable(lesson);
  }

  @Test
  void server_killedWhileAWorkerWorks_losesNothing() throws Exception {
    Answer lesson = lesson();
    working(lesson);
    server.kill();
    server = Program.start(folder.resolve("server"), SERVER);
    STARTED.add(server);
    admin = server.anonymous().withToken(admin.token());
    Answer done = await(job(lesson), isIn("done"));
    assertThat(done.body().path("attempts").asInt()).isEqualTo(1);
    assertPlayable(lesson);
  }

  @Test
  void job_cancelled_endsItsEncoder_andLeavesNothing() throws Exception {
    Answer lesson = lesson();
    Working working = working(lesson);
    List<ProcessHandle> encoders = working.program().children();
    assertThat(admin.post(job(lesson) + "/cancel").status()).isEqualTo(200);
    Program.await(() -> encoders.stream().noneMatch(ProcessHandle::isAlive));
    Program.await(() -> working.jobs().isEmpty());
    assertThat(admin.get(job(lesson)).body().path("state").asText()).isEqualTo("cancelled");
    assertThat(one.works() || other.works()).isFalse();
    assertThat(admin.post(job(lesson) + "/retry").status()).isEqualTo(200);
    await(job(lesson), isIn("done"));
    assertPlayable(lesson);
  }

  @Test
  void jobs_areNeverDoneByTwoAtOnce() throws Exception {
    Answer lesson = lesson();
    String job = job(lesson);
    int together = 0;
    while (!isIn("done").test(admin.get(job))) {
      together = Math.max(together, (one.works() ? 1 : 0) + (other.works() ? 1 : 0));
    }
    assertThat(together).isEqualTo(1);
    assertThat(admin.get(job).body().path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void worker_answersHowItIs_andNothingElse() {
    Api worker = one.program().anonymous();
    assertThat(worker.get("/health/ready").status()).isEqualTo(200);
    assertThat(worker.get("/metrics").code()).isEqualTo("metrics-token-wrong");
    assertThat(worker.withToken(METRICS_TOKEN).get("/metrics").status()).isEqualTo(200);
    assertThat(worker.get("/api/v1/lessons").status()).isEqualTo(404);
  }
}
