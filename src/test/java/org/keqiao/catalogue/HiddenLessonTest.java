package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** What a teacher may not see leaves no trace in anything that a search answers. */
class HiddenLessonTest {

  private static final Curator CURATOR = Curator.demo();
  private static final Api TEACHER = Api.as("teacher");
  private static final String NODE = "pep-math-3a-8-3";

  private static Answer search(Api api, String query, String words) {
    return api.get("/api/v1/lessons?%sq=%s".formatted(query, Api.encode(words)));
  }

  private static List<String> ids(Answer answer) {
    return answer.body().path("items").findValuesAsText("id");
  }

  /** Waits until the index has it in this state. */
  private static void awaitCard(Answer lesson, String words, String state) {
    Answer mine =
        Curator.await(
            () -> search(CURATOR.api(), "mine=true&state=%s&".formatted(state), words),
            found -> ids(found).contains(lesson.id()));
    assertThat(ids(mine)).contains(lesson.id());
  }

  private static void assertHidden(Answer lesson, String title, String sound, String typed) {
    Answer exact = search(TEACHER, "limit=100&explain=true&", title);
    assertThat(ids(exact)).doesNotContain(lesson.id());
    assertThat(exact.body().toString()).doesNotContain(title);
    Answer spoken = search(TEACHER, "", sound);
    assertThat(ids(spoken)).doesNotContain(lesson.id());
    assertThat(spoken.body().hasNonNull("didYouMean")).isFalse();
    for (String begun : List.of(title.substring(0, 3), typed)) {
      JsonNode items =
          TEACHER.get("/api/v1/suggestions?q=" + Api.encode(begun)).body().path("items");
      assertThat(items.toString()).doesNotContain(title);
    }
    String sibling = "/api/v1/lessons/lesson-%s-n1/similar?limit=100".formatted(NODE);
    assertThat(ids(TEACHER.get(sibling))).doesNotContain(lesson.id());
    assertThat(TEACHER.get("/api/v1/lessons/%s/similar".formatted(lesson.id())).status())
        .isEqualTo(404);
  }

  private static long onNode() {
    Answer all = TEACHER.get("/api/v1/lessons?limit=100&node=" + NODE);
    long counted = all.body().at("/facets/subject/0/count").asLong();
    assertThat(counted).isEqualTo(all.body().path("total").asLong()).isEqualTo(ids(all).size());
    return counted;
  }

  @Test
  void draft_isNeitherCountedNorSuggestedNorMeantNorSimilar() {
    long before = onNode();
    String title = "鳄鱼饲养札记";
    Answer draft =
        CURATOR
            .api()
            .post(
                "/api/v1/lessons",
                Map.of("title", title, "node", NODE, "keywords", List.of(title)));
    assertThat(draft.status()).isEqualTo(201);
    awaitCard(draft, title, "draft");
    assertHidden(draft, title, "恶鱼饲养扎记", "eyusiyang");
    assertThat(onNode()).isEqualTo(before);
    assertThat(ids(search(TEACHER, "mine=true&", title))).isEmpty();
    assertThat(search(TEACHER, "state=draft&", title).status()).isEqualTo(403);
  }

  @Test
  void lesson_withdrawn_leavesNoTrace() throws Exception {
    String title = "犀牛迁徙札记";
    Answer published = CURATOR.published(title, Films.lesson(2));
    awaitCard(published, title, "published");
    assertThat(ids(search(TEACHER, "", title))).contains(published.id());
    Answer withdrawn =
        CURATOR
            .api()
            .transition("/api/v1/lessons/%s/withdraw".formatted(published.id()), published.etag());
    assertThat(withdrawn.status()).isEqualTo(200);
    awaitCard(withdrawn, title, "withdrawn");
    assertHidden(withdrawn, title, "西牛迁徙扎记", "xiniuqianxi");
  }
}
