package org.keqiao.live.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Folders;
import org.keqiao.fixture.Npm;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.live.LiveClassroom;

/**
 * Rooms at BigBlueButton. The engine itself cannot run in a test: a small server answers as its
 * documentation says, and believes a call only if the client library of others makes the same
 * checksum of it.
 */
class ConferenceTest {

  private static final Path DATA = Path.of("target", "test-data", "conference");
  private static final String SECRET = "639259d4-9dd8-4b25-bf01-95f9567eaf4b";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final List<String> CALLS = new CopyOnWriteArrayList<>();

  private static HttpServer engine;
  private static Path library;
  private static Keqiao keqiao;
  private static Api teacher;
  private static Api room;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    library = Npm.install(Path.of("src/test/resources/bbb/checksum.cjs"), "bigbluebutton-js@0.2.0");
    engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.createContext("/", ConferenceTest::answer);
    engine.start();
    Folders.delete(DATA);
    Files.createDirectories(DATA);
    keqiao =
        Keqiao.start(
            RunningKeqiao.settings(
                DATA,
                Map.of(
                    "KEQIAO_DEMO_MEDIA",
                    "false",
                    "KEQIAO_LIVE_CONFERENCE_URL",
                    "http://127.0.0.1:%d/bigbluebutton".formatted(engine.getAddress().getPort()),
                    "KEQIAO_LIVE_CONFERENCE_SECRET",
                    SECRET,
                    "KEQIAO_LIVE_CONFERENCE_CHECKSUM",
                    "sha1",
                    "KEQIAO_LIVE_CONFERENCE_PUBLIC_URL",
                    "https://keqiao.example.org")));
    URI server = URI.create("http://127.0.0.1:" + keqiao.port());
    teacher = Api.at(server).signIn("teacher", "keqiao-demo");
    room = Api.at(server).signIn("admin", "keqiao-demo");
  }

  @AfterAll
  static void stop() {
    keqiao.close();
    engine.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    URI address = exchange.getRequestURI();
    String path = address.getPath();
    if (path.endsWith(".mp4")) {
      byte[] film = LiveClassroom.webm(6, true);
      exchange.sendResponseHeaders(200, film.length);
      exchange.getResponseBody().write(film);
      exchange.close();
      return;
    }
    CALLS.add(address.toString());
    String said = isGenuine(address) ? said(path) : refused();
    byte[] xml = said.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, xml.length);
    exchange.getResponseBody().write(xml);
    exchange.close();
  }

  private static String refused() {
    return "<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>";
  }

  private static String said(String path) {
    return path.endsWith("create")
        ? "<response><returncode>SUCCESS</returncode><createTime>1531155809613</createTime></response>"
        : """
          <response><returncode>SUCCESS</returncode><recordings><recording><playback>
          <format><type>presentation</type><url>http://elsewhere.example/playback</url></format>
          <format><type>video</type><url>http://127.0.0.1:%d/video/film.mp4</url></format>
          </playback></recording></recordings></response>"""
            .formatted(engine.getAddress().getPort());
  }

  private static boolean isGenuine(URI address) {
    String query = address.getRawQuery();
    int at = query.lastIndexOf("checksum=");
    String call = address.getPath().substring(address.getPath().lastIndexOf('/') + 1);
    try {
      Process node =
          new ProcessBuilder(
                  "node", "checksum.cjs", SECRET, call, query.substring(0, Math.max(0, at - 1)))
              .directory(library.toFile())
              .start();
      String wanted =
          new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return !wanted.isEmpty() && wanted.equals(query.substring(at + "checksum=".length()));
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static String notice(String secret, String session) throws Exception {
    JWSObject token =
        new JWSObject(
            new JWSHeader(JWSAlgorithm.HS256),
            new Payload(Map.of("meeting_id", session, "record_id", "rec-" + session)));
    token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
    return "signed_parameters=" + token.serialize();
  }

  private static Answer say(String form) {
    return Api.at(URI.create("http://127.0.0.1:" + keqiao.port()))
        .send(
            "POST",
            "/api/v1/conference/recordings",
            BodyPublishers.ofString(form),
            "Content-Type",
            FORM);
  }

  private static String path(String session) {
    return "/api/v1/sessions/" + session + "/conference";
  }

  @Test
  void room_openedByTheLead_isJoinedByRole() {
    LiveClassroom.plant(DATA, "talk", true);
    assertThat(room.post(path("talk")).status()).isEqualTo(403);
    assertThat(teacher.get(path("talk") + "/link").status()).isEqualTo(404);
    assertThat(teacher.post(path("talk")).body().path("state").asText()).isEqualTo("open");
    assertThat(teacher.post(path("talk")).status()).isEqualTo(200);
    assertThat(CALLS.getLast())
        .contains(
            "/bigbluebutton/api/create?", "meta_bbb-recording-ready-url=", "meta_endCallbackUrl=");
    URI mine = URI.create(teacher.get(path("talk") + "/link").body().path("url").asText());
    URI theirs = URI.create(room.get(path("talk") + "/link").body().path("url").asText());
    assertThat(isGenuine(mine)).isTrue();
    assertThat(isGenuine(theirs)).isTrue();
    assertThat(mine.getQuery()).contains("role=MODERATOR", "createTime=1531155809613", "马晓兰");
    assertThat(theirs.getQuery()).contains("role=VIEWER");
  }

  @Test
  void recording_thatIsReady_isShownAndBecomesADraft() throws Exception {
    LiveClassroom.plant(DATA, "recorded", true);
    teacher.post(path("recorded"));
    String forged = notice("another-secret-of-thirty-two-letters", "recorded");
    assertThat(say(forged).status()).isEqualTo(403);
    assertThat(say("nothing=1").status()).isEqualTo(400);
    assertThat(say(notice(SECRET, "recorded")).status()).isEqualTo(204);
    assertThat(say(notice(SECRET, "recorded")).status()).isEqualTo(204);
    Answer shown =
        Curator.await(
            () -> teacher.get(path("recorded")),
            answer -> answer.body().at("/recordings/0").has("lesson"));
    assertThat(shown.body().path("recordings")).hasSize(1);
    assertThat(shown.body().at("/recordings/0/playback").asText()).endsWith("/video/film.mp4");
    String lesson = shown.body().at("/recordings/0/lesson").asText();
    assertThat(room.get("/api/v1/lessons/" + lesson).body().path("state").asText())
        .isEqualTo("draft");
  }

  @Test
  void room_thatTheEngineSaysIsOver_isNotJoined() {
    LiveClassroom.plant(DATA, "ended", true);
    teacher.post(path("ended"));
    String callback =
        URLDecoder.decode(
            CALLS.getLast().replaceFirst(".*meta_endCallbackUrl=([^&]*).*", "$1"),
            StandardCharsets.UTF_8);
    Api engineItself = Api.at(URI.create("http://127.0.0.1:" + keqiao.port()));
    String seal = URI.create(callback).getPath();
    assertThat(engineItself.get(seal.replaceFirst("[^/]*$", "0123")).status()).isEqualTo(403);
    assertThat(engineItself.get(seal).status()).isEqualTo(204);
    assertThat(teacher.get(path("ended") + "/link").status()).isEqualTo(409);
  }
}
