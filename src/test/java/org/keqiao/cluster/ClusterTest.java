package org.keqiao.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;

/**
 * Three servers over the same stores. Two are members of a cluster, and would not look at the
 * bucket again for an hour; messages never reach the third, which looks every second.
 */
class ClusterTest {

  @TempDir static Path folder;

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static final Map<String, String> STORES = new HashMap<>();
  private static URI one = URI.create("");
  private static URI other = URI.create("");
  private static URI unreached = URI.create("");

  @BeforeAll
  static void start() throws Exception {
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
    List<Integer> ports = freePorts(4);
    String members = "127.0.0.1:%d, 127.0.0.1:%d".formatted(ports.get(0), ports.get(1));
    one = server("one", member(members, ports.get(0), ports.get(2)));
    other = server("other", member(members, ports.get(1), ports.get(3)));
    unreached = server("unreached", Map.of("KEQIAO_RECORDS_FRESH", "1s"));
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = open.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : open) {
      socket.close();
    }
    return ports;
  }

  private static Map<String, String> member(String members, int port, int busPort) {
    return Map.of(
        "KEQIAO_RECORDS_FRESH",
        "1h",
        "KEQIAO_CLUSTER_MEMBERS",
        members,
        "KEQIAO_CLUSTER_HOST",
        "127.0.0.1",
        "KEQIAO_CLUSTER_PORT",
        Integer.toString(port),
        "KEQIAO_CLUSTER_BUS_PORT",
        Integer.toString(busPort),
        "KEQIAO_CLUSTER_SECRET",
        "a secret of the test");
  }

  private static URI server(String name, Map<String, String> more) throws Exception {
    Map<String, String> settings = new HashMap<>(STORES);
    settings.putAll(more);
    Keqiao keqiao = Keqiao.start(RunningKeqiao.settings(folder.resolve(name), settings));
    STARTED.add(keqiao);
    return URI.create("http://127.0.0.1:" + keqiao.port());
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  private static Api curator(URI server) {
    return Api.at(server).signIn("curator", "keqiao-demo");
  }

  private static String title(Api reader, String path) {
    return reader.get(path).body().path("title").asText();
  }

  @Test
  void write_atOneMember_isSeenAtTheOther() {
    Api here = curator(one);
    Api there = curator(other);
    Answer draft = new Curator(here).draft("先说");
    String path = "/api/v1/lessons/" + draft.id();
    assertThat(title(there, path)).isEqualTo("先说");
    here.patch(path, Map.of("title", "后说"), "If-Match", draft.etag());
    Answer seen =
        Curator.await(() -> there.get(path), now -> now.body().path("title").asText().equals("后说"));
    assertThat(seen.etag()).isEqualTo("\"2\"");
  }

  @Test
  void signOut_atOneMember_endsTheSessionAtTheOther() {
    Answer tokens =
        Api.at(one)
            .post("/api/v1/auth/token", Map.of("login", "teacher", "password", "keqiao-demo"));
    Api there = Api.at(other).withToken(tokens.body().path("accessToken").asText());
    assertThat(there.get("/api/v1/me").status()).isEqualTo(200);
    Api.at(one)
        .post(
            "/api/v1/auth/revoke",
            Map.of("refreshToken", tokens.body().path("refreshToken").asText()));
    Answer refused = Curator.await(() -> there.get("/api/v1/me"), now -> now.status() == 401);
    assertThat(refused.code()).isEqualTo("token-invalid");
  }

  @Test
  void write_whoseMessageIsLost_isSeenAtLast() {
    Api here = curator(one);
    Api deaf = curator(unreached);
    Answer draft = new Curator(here).draft("没听见");
    String path = "/api/v1/lessons/" + draft.id();
    assertThat(title(deaf, path)).isEqualTo("没听见");
    here.patch(path, Map.of("title", "看见了"), "If-Match", draft.etag());
    Answer seen =
        Curator.await(() -> deaf.get(path), now -> now.body().path("title").asText().equals("看见了"));
    assertThat(seen.etag()).isEqualTo("\"2\"");
  }
}
