package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Ports;
import org.keqiao.fixture.Town;

/** A session whose members sit at two servers of a cluster, of which one is killed. */
class SessionServersTest {

  private static final String SESSIONS = "/api/v1/sessions";

  @TempDir static Path folder;

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static final Map<String, String> STORES = new HashMap<>();
  private static Program one;
  private static Program other;
  private static Api admin;

  @BeforeAll
  static void start() throws IOException {
    EmbeddedBucket bucket = EmbeddedBucket.start(folder.resolve("s3"));
    STARTED.add(bucket);
    EmbeddedElasticsearch elastic = EmbeddedElasticsearch.start(folder.resolve("es"));
    STARTED.add(elastic);
    STORES.put("KEQIAO_DEMO_MEDIA", "false");
    STORES.put("KEQIAO_INGEST_WORKERS", "0");
    STORES.put("KEQIAO_ELASTICSEARCH_URL", elastic.address().toString());
    STORES.put("KEQIAO_BUCKET_ENDPOINT", bucket.address().toString());
    STORES.put("KEQIAO_BUCKET_ACCESS_KEY", bucket.accessKey());
    STORES.put("KEQIAO_BUCKET_SECRET_KEY", bucket.secretKey());
    int first = Ports.free();
    int second = Ports.free();
    String members = "127.0.0.1:%d, 127.0.0.1:%d".formatted(first, second);
    one = server("one", members, first);
    one.address();
    other = server("other", members, second);
    admin = one.as("admin");
    other.address();
  }

  private static Program server(String name, String members, int port) {
    Map<String, String> settings = new HashMap<>(STORES);
    settings.put("KEQIAO_CLUSTER_MEMBERS", members);
    settings.put("KEQIAO_CLUSTER_HOST", "127.0.0.1");
    settings.put("KEQIAO_CLUSTER_PORT", Integer.toString(port));
    settings.put("KEQIAO_CLUSTER_BUS_PORT", Integer.toString(Ports.free()));
    settings.put("KEQIAO_CLUSTER_SECRET", "a secret of the test");
    Program program = Program.start(folder.resolve(name), settings);
    STARTED.add(program);
    return program;
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  private static Map<String, Object> message(String type, Object... fields) {
    Map<String, Object> message = new HashMap<>();
    message.put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      message.put((String) fields[i], fields[i + 1]);
    }
    return message;
  }

  private static ChannelClient open(URI server, String session, String query) {
    return ChannelClient.open(
        server, SESSIONS + "/" + session + "/channel?" + query, admin.token());
  }

  /** Opens the channel again at the other server, as a page does. */
  private static ChannelClient again(String session, String query) {
    while (true) {
      try {
        return open(other.address(), session, query);
      } catch (CompletionException notYet) {
        assertThat(other.isAlive()).isTrue();
      }
    }
  }

  @Test
  void session_atTwoServers_goesOnAtTheOtherWhenOneIsKilled() {
    Paired.with(admin, Town.LIUWAN);
    Paired.with(admin, Town.SHIPO);
    Answer made =
        admin.post(
            SESSIONS, Map.of("lead", Paired.WENLAN, "rooms", List.of(Town.LIUWAN, Town.SHIPO)));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    String id = made.id();
    ChannelClient lead = open(one.address(), id, "seat=lead");
    lead.await("welcome");
    ChannelClient liuwan = open(one.address(), id, "seat=room&school=" + Town.LIUWAN);
    ChannelClient shipo = open(other.address(), id, "seat=room&school=" + Town.SHIPO);
    liuwan.await("welcome");
    shipo.await("welcome");
    lead.await("presence", any -> any.at("/rooms/1/here").asBoolean());

    lead.say(message("play", "position", 50, "ref", "played"));
    JsonNode here = liuwan.await("state", any -> any.path("playing").asBoolean());
    assertThat(shipo.await("state", here::equals)).isEqualTo(here);
    shipo.say(message("hand", "up", true, "ref", "raised"));
    shipo.await("kept");
    lead.await("hands", any -> any.path("up").toString().contains(Town.SHIPO));
    liuwan.say(message("question", "text", "为什么？", "ref", "asked-by-liuwan"));
    liuwan.await("kept");
    shipo.say(message("report", "position", 51, "playing", true, "way", "lite"));
    lead.await("presence", any -> any.at("/rooms/1/way").asText().equals("lite"));

    one.kill();
    long killed = System.nanoTime();
    liuwan.awaitEnd();
    lead.awaitEnd();
    long seen = here.path("seq").asLong();
    ChannelClient leadAgain = again(id, "seat=lead&seen=" + seen);
    ChannelClient liuwanAgain =
        again(id, "seat=room&school=%s&seen=%d".formatted(Town.LIUWAN, seen));
    JsonNode welcome = liuwanAgain.await("welcome");
    assertThat(welcome.path("state")).isEqualTo(without(here));
    assertThat(welcome.path("hands").toString()).contains(Town.SHIPO);
    assertThat(leadAgain.await("welcome").path("texts").findValuesAsText("text"))
        .containsExactly("为什么？");
    leadAgain.say(message("pause", "position", 77, "ref", "paused"));
    for (ChannelClient room : List.of(liuwanAgain, shipo)) {
      room.await(
          "state",
          any -> any.path("position").asDouble() == 77 && !any.path("playing").asBoolean());
    }
    System.out.printf(
        "a killed server's session goes on after %d ms%n",
        (System.nanoTime() - killed) / 1_000_000);
    leadAgain.await("kept", any -> any.path("ref").asText().equals("paused"));
    JsonNode present =
        leadAgain.await(
            "presence",
            any -> any.at("/rooms/0/here").asBoolean() && any.at("/rooms/1/here").asBoolean());
    assertThat(present.path("lead").asBoolean()).isTrue();

    leadAgain.say(message("end"));
    assertThat(shipo.awaitEnd().code()).isEqualTo(4410);
    Api survivor = Api.at(other.address()).withToken(admin.token());
    Answer over = survivor.post(SESSIONS + "/" + id + "/end");
    assertThat(over.body().path("state").asText()).isEqualTo("ended");
    Answer log = survivor.get(SESSIONS + "/" + id + "/events?limit=100");
    assertThat(log.body().path("items").findValuesAsText("type"))
        .containsSubsequence("own", "play", "hand", "question", "own", "pause", "end");
    Answer attendance = survivor.get(SESSIONS + "/" + id + "/attendance");
    assertThat(attendance.body().path("lead")).hasSizeGreaterThanOrEqualTo(2);
    assertThat(attendance.body().at("/schools/1/stretches").findValuesAsText("way"))
        .containsOnly("lite")
        .isNotEmpty();
  }

  private static JsonNode without(JsonNode state) {
    ObjectNode picture = state.deepCopy();
    picture.remove("type");
    return picture;
  }
}
