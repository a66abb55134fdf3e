package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.Keqiao;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.RunningKeqiao;
import org.keqiao.media.Films;

/** A list that is paged through holds still while lessons are added and changed. */
class PagingTest {

  private static final String WORDS = Api.encode("分数");

  @TempDir static Path folder;

  private static Keqiao keqiao;
  private static Api teacher;
  private static Curator curator;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    keqiao = Keqiao.start(RunningKeqiao.settings(folder, Map.of("KEQIAO_DEMO_MEDIA", "false")));
    Api anonymous = Api.at(URI.create("http://127.0.0.1:" + keqiao.port()));
    teacher = anonymous.signIn("teacher", "keqiao-demo");
    curator = new Curator(anonymous.signIn("curator", "keqiao-demo"));
  }

  @AfterAll
  static void stop() {
    keqiao.close();
  }

  private static List<String> ids(Answer page) {
    return page.body().path("items").findValuesAsText("id");
  }

  private static Answer first(String list) {
    Answer page = teacher.get("/api/v1/lessons?limit=3&" + list);
    assertThat(page.status()).isEqualTo(200);
    return page;
  }

  /** The ids of a page and of all that follow it. */
  private static List<String> walk(String list, Answer first) {
    List<String> ids = new ArrayList<>(ids(first));
    for (Answer page = first; page.body().hasNonNull("next"); ids.addAll(ids(page))) {
      String cursor = "&cursor=" + Api.encode(page.body().path("next").asText());
      page = teacher.get("/api/v1/lessons?limit=3&" + list + cursor);
      assertThat(page.status()).isEqualTo(200);
    }
    return ids;
  }

  private static void retitle(String id, String title) {
    String path = "/api/v1/lessons/" + id;
    Answer now = curator.api().get(path);
    Answer changed =
        curator
            .api()
            .patch(path, Map.of("title", title, "description", title), "If-Match", now.etag());
    assertThat(changed.status()).isEqualTo(200);
  }

  private static void awaitFirst(String list, String id) {
    Answer seen = Curator.await(() -> first(list), page -> ids(page).getFirst().equals(id));
    assertThat(ids(seen).getFirst()).isEqualTo(id);
  }

  @Test
  void pages_byRelevance_whileLessonsRiseAndFall_showEachOnce() {
    List<String> before = walk("q=" + WORDS, first("q=" + WORDS));
    assertThat(before).hasSizeGreaterThan(9).doesNotHaveDuplicates();
    Answer page = first("q=" + WORDS);
    retitle(before.getFirst(), "另一个题目");
    retitle(before.getLast(), "分数，分数，分数");
    Answer changed = Curator.await(() -> first("q=" + WORDS), now -> !ids(now).equals(ids(page)));
    assertThat(ids(changed)).doesNotContain(before.getFirst());
    assertThat(walk("q=" + WORDS, page)).isEqualTo(before);
  }

  @Test
  void pages_byRelevance_whileLessonsArePublished_showEachOnce() throws Exception {
    List<String> before = walk("q=" + WORDS, first("q=" + WORDS));
    Answer page = first("q=" + WORDS);
    Answer added = curator.published("分数分数分数分数", Films.lesson(2));
    assertThat(added.status()).isEqualTo(200);
    Answer more =
        Curator.await(
            () -> first("q=" + WORDS), found -> found.body().path("total").asInt() > before.size());
    assertThat(more.body().path("total").asInt()).isGreaterThan(before.size());
    assertThat(walk("q=" + WORDS, page)).isEqualTo(before);
    assertThat(walk("q=" + WORDS, first("q=" + WORDS))).contains(added.id()).containsAll(before);
  }

  @Test
  void pages_ofTheNewest_whileLessonsArePublished_showEachOnce() throws Exception {
    String list = "sort=newest&subject=math";
    List<String> before = walk(list, first(list));
    Answer page = first(list);
    Answer added = curator.published("最新的一课", Films.lesson(2));
    awaitFirst(list, added.id());
    assertThat(walk(list, page)).isEqualTo(before);
    assertThat(walk(list, first(list))).hasSize(before.size() + 1).containsAll(before);
  }
}
