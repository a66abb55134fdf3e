package org.keqiao.shards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** Browsing without search, as a teacher does. */
class BrowseTest {

  private static final Api TEACHER = Api.as("teacher");
  private static final String CATALOGUE = "/api/v1/catalogue";

  private static Answer shard(JsonNode name) {
    return TEACHER.get(CATALOGUE + "/" + name.path("sha256").asText());
  }

  private static JsonNode contents() {
    return shard(TEACHER.get(CATALOGUE).body().path("contents")).body();
  }

  private static JsonNode line(JsonNode contents, String textbook) {
    return StreamSupport.stream(contents.path("textbooks").spliterator(), false)
        .filter(line -> line.path("id").asText().equals(textbook))
        .findFirst()
        .orElseThrow();
  }

  private static Answer book(String textbook) {
    return shard(line(contents(), textbook).path("shard"));
  }

  private static boolean names(Answer answer, Answer lesson) {
    return answer.body().findValuesAsText("id").contains(lesson.id());
  }

  @Test
  void lesson_published_isBrowsedSoon_andWithdrawn_isGone() throws Exception {
    JsonNode before = contents();
    Answer lesson = Curator.demo().published("翻目录就能找到的课", Films.lesson(2));
    Answer book = Curator.await(() -> book("pep-math-3a"), answer -> names(answer, lesson));
    JsonNode node = book.body().at("/chapters/7/children/2");
    assertThat(node.path("id").asText()).isEqualTo("pep-math-3a-8-3");
    assertThat(node.path("items").findValuesAsText("id")).contains(lesson.id());
    assertThat(node.at("/items/0/media/durationSeconds").asDouble()).isBetween(1.5, 2.5);
    assertThat(node.at("/items/0/media/smallest/bytes").asLong()).isPositive();
    assertThat(node.at("/items/0/parts/0").asText()).isEqualTo("video");
    assertThat(line(contents(), "pep-english-5a")).isEqualTo(line(before, "pep-english-5a"));
    Answer newest = shard(TEACHER.get(CATALOGUE).body().path("newest"));
    assertThat(newest.body().at("/items/0/id").asText()).isEqualTo(lesson.id());

    Curator.demo()
        .api()
        .transition("/api/v1/lessons/%s/withdraw".formatted(lesson.id()), lesson.etag());
    Answer after = Curator.await(() -> book("pep-math-3a"), answer -> !names(answer, lesson));
    assertThat(names(after, lesson)).isFalse();
    assertThat(names(shard(TEACHER.get(CATALOGUE).body().path("newest")), lesson)).isFalse();
  }

  @Test
  void lesson_givenAnotherVideo_saysWhatThatTakes_onceItCanBePlayed() throws Exception {
    Curator curator = Curator.demo();
    Answer lesson = curator.published("换了视频的课", Films.lesson(2));
    curator.attachVideo(lesson, curator.upload("film.mp4", Films.lesson(9)));
    Answer book = Curator.await(() -> book("pep-math-3a"), answer -> seconds(answer, lesson) > 8);
    assertThat(seconds(book, lesson)).isBetween(8.5, 9.5);
  }

  private static double seconds(Answer book, Answer lesson) {
    for (JsonNode item : book.body().at("/chapters/7/children/2/items")) {
      if (item.path("id").asText().equals(lesson.id())) {
        return item.at("/media/durationSeconds").asDouble();
      }
    }
    return 0;
  }

  @Test
  void counts_areThoseOfTheSearch() {
    JsonNode book = book("pep-math-4a").body();
    Map<String, Long> counts = new TreeMap<>();
    book.path("chapters").forEach(chapter -> count(chapter, counts));
    counts.values().removeIf(lessons -> lessons == 0);
    assertThat(counts).hasSizeGreaterThan(10);
    Map<String, Long> found = new TreeMap<>(counts);
    found.replaceAll((node, lessons) -> found("node=" + node));
    assertThat(counts).isEqualTo(found);
  }

  private static void count(JsonNode node, Map<String, Long> counts) {
    counts.put(node.path("id").asText(), node.path("lessons").asLong());
    node.path("children").forEach(child -> count(child, counts));
  }

  private static long found(String query) {
    return TEACHER.get("/api/v1/lessons?limit=1&" + query).body().path("total").asLong();
  }

  @Test
  void head_thatIsKnown_isNotSentAgain() {
    Answer head = TEACHER.get(CATALOGUE);
    assertThat(head.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(head.etag()).isEqualTo("\"%d\"".formatted(head.body().path("version").asLong()));
    assertThat(head.bytes().length).isLessThan(1000);
    Answer again = TEACHER.get(CATALOGUE, "If-None-Match", head.etag());
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.bytes()).isEmpty();
  }

  @Test
  void shards_areNamedByTheirContent_andMayBeKeptForEver() throws Exception {
    JsonNode head = TEACHER.get(CATALOGUE).body();
    List<JsonNode> shards = new ArrayList<>();
    List.of("taxonomy", "contents", "newest", "mostUsed", "collections")
        .forEach(name -> shards.add(head.path(name)));
    JsonNode contents = shard(head.path("contents")).body();
    contents.path("textbooks").forEach(line -> shards.add(line.path("shard")));
    contents.path("sections").forEach(line -> shards.add(line.path("shard")));
    assertThat(contents.path("sections")).isNotEmpty();
    for (JsonNode name : shards) {
      Answer shard = shard(name);
      String sha256 = name.path("sha256").asText();
      assertThat(HexFormat.of().formatHex(hash(shard.bytes()))).isEqualTo(sha256);
      assertThat(shard.bytes()).hasSize(name.path("bytes").asInt());
      assertThat(shard.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
      assertThat(TEACHER.get(CATALOGUE + "/" + sha256, "If-None-Match", shard.etag()).status())
          .isEqualTo(304);
    }
  }

  private static byte[] hash(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  @Test
  void shard_thatIsNotThere_isNotFound() {
    for (String name : List.of("0".repeat(64), "head", "HEAD.json", "x".repeat(3000))) {
      Answer answer = TEACHER.get(CATALOGUE + "/" + name);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("shard-not-found");
    }
  }

  @Test
  void collection_published_isShownWithItsLessonsInOrder() {
    Api curator = Api.as("curator");
    List<String> lessons = List.of("lesson-pep-math-3a-8-3-n2", "lesson-pep-math-3a-8-3-n1");
    Answer made =
        curator.post("/api/v1/collections", Map.of("title", "周长三讲", "lessonIds", lessons));
    curator.transition("/api/v1/collections/%s/publish".formatted(made.id()), made.etag());
    Answer shown =
        Curator.await(
            () -> shard(TEACHER.get(CATALOGUE).body().path("collections")),
            shard -> shard.body().path("items").findValuesAsText("title").contains("周长三讲"));
    assertThat(shown.body().at("/items/0/items").findValuesAsText("id"))
        .containsExactlyElementsOf(lessons);
  }
}
