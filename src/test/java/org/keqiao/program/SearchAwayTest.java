package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.catalogue.LessonUses;
import org.keqiao.embedded.EmbeddedBucket;
import org.keqiao.embedded.EmbeddedElasticsearch;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;
import org.keqiao.store.Bucket;
import org.keqiao.store.BucketSettings;
import org.keqiao.store.Id;

/** Elasticsearch dies under a running server: browsing, reading and playing go on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SearchAwayTest {

  private static final Pattern PASSWORD = Pattern.compile("login admin, password (\\S+) ");
  private static final String CATALOGUE = "/api/v1/catalogue";

  @TempDir static Path folder;

  private static final List<AutoCloseable> STARTED = new ArrayList<>();
  private static EmbeddedBucket store;
  private static Program server;
  private static String password = "";
  private static Api admin;
  private static Answer lesson;

  @BeforeAll
  static void publishAndLoseTheSearch() throws Exception {
    store = EmbeddedBucket.start(folder.resolve("s3"));
    STARTED.add(store);
    EmbeddedElasticsearch elastic = EmbeddedElasticsearch.start(folder.resolve("es"));
    Map<String, String> settings = new HashMap<>();
    settings.put("KEQIAO_MODE", "server");
    settings.put("KEQIAO_DEMO_DATA", "false");
    settings.put("KEQIAO_ELASTICSEARCH_URL", elastic.address().toString());
    settings.put("KEQIAO_BUCKET_ENDPOINT", store.address().toString());
    settings.put("KEQIAO_BUCKET_ACCESS_KEY", store.accessKey());
    settings.put("KEQIAO_BUCKET_SECRET_KEY", store.secretKey());
    server = Program.start(folder.resolve("server"), settings);
    STARTED.add(server);
    server.address();
    Matcher said = PASSWORD.matcher(server.output());
    assertThat(said.find()).isTrue();
    password = said.group(1);
    admin = server.anonymous().signInFirst("admin", password);
    lesson = new Curator(admin).published("搜索停了也能上的课", Films.lesson(4));
    assertThat(lesson.status()).isEqualTo(200);
    elastic.close();
  }

  @AfterAll
  static void end() throws Exception {
    for (AutoCloseable each : STARTED.reversed()) {
      each.close();
    }
  }

  private static JsonNode shard(JsonNode name) {
    Answer shard = admin.get(CATALOGUE + "/" + name.path("sha256").asText());
    assertThat(shard.status()).isEqualTo(200);
    return shard.body();
  }

  private static Answer head() {
    return admin.get(CATALOGUE);
  }

  private static JsonNode book(Answer head) {
    for (JsonNode line : shard(head.body().path("contents")).path("textbooks")) {
      if (line.path("id").asText().equals("pep-math-3a")) {
        return shard(line.path("shard"));
      }
    }
    throw new AssertionError("the textbook is not in the contents");
  }

  @Test
  @Order(1)
  void search_isUnavailable_andSaysWhenToTryAgain() {
    Answer search = admin.get("/api/v1/lessons?q=" + Api.encode("上课"));
    assertThat(search.status()).isEqualTo(503);
    assertThat(search.code()).isEqualTo("search-unavailable");
    assertThat(search.header("Retry-After")).isNotEmpty();
    assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(503);
  }

  @Test
  @Order(2)
  void lesson_isBrowsed() {
    Answer current =
        Curator.await(SearchAwayTest::head, now -> now.body().path("lessons").asInt() == 1);
    JsonNode book = book(current);
    assertThat(book.path("lessons").asInt()).isEqualTo(1);
    assertThat(book.at("/chapters/7/lessons").asInt()).isEqualTo(1);
    assertThat(book.at("/chapters/7/children/2/items/0/id").asText()).isEqualTo(lesson.id());
    assertThat(shard(current.body().path("newest")).at("/items/0/id").asText())
        .isEqualTo(lesson.id());
    assertThat(shard(current.body().path("taxonomy")).path("subjects")).isNotEmpty();
  }

  @Test
  @Order(3)
  void lesson_isReadAndPlayed_byWhoeverSignsInNow() {
    Api later = server.anonymous().signIn("admin", Api.OWN_PASSWORD);
    String path = "/api/v1/lessons/" + lesson.id();
    assertThat(later.get(path).body()).isEqualTo(lesson.body());
    for (int i = 0; i < 3; i++) {
      Playing.plays(later.get(path + "/play"), server.anonymous());
    }
  }

  @Test
  @Order(4)
  void lesson_withdrawn_leavesTheCatalogue() {
    Answer before = head();
    Answer withdrawn =
        admin.transition("/api/v1/lessons/%s/withdraw".formatted(lesson.id()), lesson.etag());
    assertThat(withdrawn.status()).isEqualTo(200);
    Answer after = Curator.await(SearchAwayTest::head, now -> !now.etag().equals(before.etag()));
    assertThat(after.body().path("lessons").asInt()).isZero();
    assertThat(book(after).path("lessons").asInt()).isZero();
  }

  @Test
  @Order(5)
  void stop_keepsTheNumberOfPlays() throws IOException {
    assertThat(server.stop()).isEqualTo(143);
    BucketSettings settings =
        new BucketSettings(Optional.empty(), "us-east-1", "keqiao", "", "")
            .at(store.address(), store.accessKey(), store.secretKey());
    try (Bucket bucket = Bucket.open(settings)) {
      assertThat(new LessonUses(bucket).of(new Id(lesson.id()))).isEqualTo(3);
    }
  }
}
