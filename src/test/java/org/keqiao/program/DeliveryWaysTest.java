package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Nginx;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;

/** Media that the bucket's server gives itself, to viewers or to nginx. */
class DeliveryWaysTest {

  private static final HttpClient VIEWER =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  @TempDir static Path folder;

  private static EmbeddedBucket bucket;

  @BeforeAll
  static void start() throws IOException {
    bucket = EmbeddedBucket.start(folder.resolve("s3"));
  }

  @AfterAll
  static void end() throws Exception {
    bucket.close();
  }

  private static Map<String, String> environment(String name, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("KEQIAO_DEMO_MEDIA", "false");
    environment.put("KEQIAO_BUCKET_ENDPOINT", bucket.address().toString());
    environment.put("KEQIAO_BUCKET_NAME", name);
    environment.put("KEQIAO_BUCKET_ACCESS_KEY", bucket.accessKey());
    environment.put("KEQIAO_BUCKET_SECRET_KEY", bucket.secretKey());
    return environment;
  }

  private static Keqiao program(String name, Map<String, String> more) throws Exception {
    return Keqiao.start(RunningKeqiao.settings(folder.resolve(name), environment(name, more)));
  }

  private static String film(Api api) throws Exception {
    Answer lesson =
        new Curator(api.signIn("curator", "keqiao-demo")).published("直接取", Films.lesson(4));
    return api.signIn("teacher", "keqiao-demo")
        .get("/api/v1/lessons/" + lesson.id() + "/play")
        .body()
        .path("hls")
        .asText();
  }

  /** A token that a list of lessons gives opens the poster there, and no film. */
  private static void assertHitOpensThePosterOnly(Api api) throws Exception {
    Answer hits =
        Curator.await(
            () -> api.signIn("teacher", "keqiao-demo").get("/api/v1/lessons?media=video"),
            answer -> answer.body().at("/items/0/media/poster").isTextual());
    String poster = hits.body().at("/items/0/media/poster").asText();
    assertThat(api.get(poster).status()).isIn(200, 302);
    for (String file : List.of("video.m3u8", "240p.m3u8", "240p.mp4", "a32.mp4", "lite.json")) {
      Answer refused = api.get(poster.replace("poster.webp", file));
      assertThat(refused.status()).as(file).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("media-token-narrow");
    }
  }

  private static HttpResponse<byte[]> part(URI address) throws Exception {
    return VIEWER.send(
        HttpRequest.newBuilder(address).header("Range", "bytes=100-299").build(),
        BodyHandlers.ofByteArray());
  }

  @Test
  void film_isReadFromTheBucketItself_whenViewersAreSentThere() throws Exception {
    try (Keqiao keqiao = program("redirect", Map.of("KEQIAO_DELIVERY_WAY", "redirect"))) {
      URI address = URI.create("http://127.0.0.1:" + keqiao.port());
      Api anybody = Api.at(address);
      String hls = film(anybody);
      assertThat(anybody.get(hls).status()).isEqualTo(200);
      String film = hls.substring(0, hls.lastIndexOf('/') + 1) + "240p.mp4";
      Answer sent = anybody.get(film);
      assertThat(sent.status()).isEqualTo(302);
      assertThat(sent.header("Location")).startsWith(bucket.address().toString());
      assertThat(anybody.get(film).header("Location")).isEqualTo(sent.header("Location"));
      HttpResponse<byte[]> part = part(address.resolve(film));
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize(200);
      assertThat(part.uri().getAuthority()).isEqualTo(bucket.address().getAuthority());
      assertThat(part.headers().firstValue("Content-Type")).contains("video/mp4");
      assertThat(anybody.get("/").header("Content-Security-Policy"))
          .contains("connect-src 'self' " + bucket.address());
      String forged = film.replaceFirst("/media/....", "/media/AAAA");
      assertThat(anybody.get(forged).status()).isEqualTo(403);
      assertHitOpensThePosterOnly(anybody);
      Program rotation =
          Program.start(folder, environment("redirect", Map.of()), "rotate-keys", "media");
      assertThat(rotation.exitCode()).as(rotation.errors()).isZero();
      assertThat(rotation.output()).contains("keys of media: 2");
      assertThat(anybody.get(film).status()).isEqualTo(302);
    }
  }

  @Test
  void film_isGivenByNginx_whereThatStandsInFront() throws Exception {
    try (Keqiao keqiao =
            program(
                "accel",
                Map.of(
                    "KEQIAO_DELIVERY_WAY", "accel", "KEQIAO_DELIVERY_ACCEL_LOCATION", "/bucket"));
        Nginx nginx =
            Nginx.start(
                folder.resolve("nginx"),
                """
                location / {
                  proxy_pass http://127.0.0.1:%d;
                  proxy_set_header Host $http_host;
                }
                location /bucket/ {
                  internal;
                  proxy_pass %s/;
                  proxy_set_header Host %s;
                  proxy_set_header Authorization "";
                }
                """
                    .formatted(keqiao.port(), bucket.address(), bucket.address().getAuthority()))) {
      Api anybody = Api.at(nginx.address());
      String hls = film(anybody);
      String film = hls.substring(0, hls.lastIndexOf('/') + 1) + "240p.mp4";
      Answer told = Api.at(URI.create("http://127.0.0.1:" + keqiao.port())).get(film);
      assertThat(told.header("X-Accel-Redirect")).startsWith("/bucket/accel/media/");
      HttpResponse<byte[]> part = part(nginx.address().resolve(film));
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).hasSize(200);
      assertThat(part.headers().firstValue("Content-Type")).contains("video/mp4");
      assertThat(part.headers().firstValue("X-Accel-Redirect")).isEmpty();
      assertThat(anybody.get("/bucket/accel/media/").status()).isEqualTo(404);
      assertHitOpensThePosterOnly(anybody);
    }
  }
}
