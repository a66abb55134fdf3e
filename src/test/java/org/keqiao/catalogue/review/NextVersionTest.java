package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.catalogue.review.ReviewTown.AUTHOR;
import static org.keqiao.catalogue.review.ReviewTown.REVIEWER;
import static org.keqiao.catalogue.review.ReviewTown.TEACHER;
import static org.keqiao.catalogue.review.ReviewTown.decide;
import static org.keqiao.catalogue.review.ReviewTown.published;
import static org.keqiao.catalogue.review.ReviewTown.step;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;

/** A published lesson goes on as it is while its next version is made. */
class NextVersionTest {

  private static Answer begun(Answer lesson) {
    Answer next = AUTHOR.post("/api/v1/lessons/" + lesson.id() + "/next");
    assertThat(next.status()).as(next.body().toString()).isEqualTo(201);
    return next;
  }

  private static Answer renamed(Answer next, String title) {
    return AUTHOR.patch(
        "/api/v1/lessons/" + next.id(), Map.of("title", title), "If-Match", next.etag());
  }

  @Test
  void lesson_whoseNextVersionIsEdited_staysAsItIsUntilThatIsPublished() throws Exception {
    Answer lesson = published("第一版");
    String one = "/api/v1/lessons/" + lesson.id();
    assertThat(renamed(lesson, "直接改").code()).isEqualTo("lesson-needs-review");
    Answer next = renamed(begun(lesson), "第二版");
    assertThat(AUTHOR.post(one + "/next").code()).isEqualTo("next-begun");
    Answer still = TEACHER.get(one);
    assertThat(still.etag()).isEqualTo(lesson.etag());
    assertThat(still.body().path("title").asText()).isEqualTo("第一版");
    Answer handedIn = step(next, "submit");
    assertThat(step(handedIn, "publish").code()).isEqualTo("decision-missing");
    assertThat(decide(REVIEWER, handedIn, "launch", "accept").status()).isEqualTo(422);
    assertThat(decide(REVIEWER, handedIn, "update", "accept").status()).isEqualTo(201);
    Answer out = step(ReviewTown.now(next), "publish");
    assertThat(out.id()).isEqualTo(lesson.id());
    assertThat(out.body().path("release").asInt()).isEqualTo(2);
    assertThat(TEACHER.get(one).body().path("title").asText()).isEqualTo("第二版");
    assertThat(AUTHOR.get("/api/v1/lessons/" + next.id()).status()).isEqualTo(404);
    assertThat(AUTHOR.get(one + "/decisions").body().path("items").findValuesAsText("kind"))
        .containsExactly("offer", "launch", "update");
  }

  @Test
  void versions_compared_tellInWordsWhatIsDifferent() throws Exception {
    Answer next = renamed(begun(published("旧名")), "新名");
    Answer difference =
        AUTHOR.get(
            "/api/v1/lessons/%s/versions/%s/diff"
                .formatted(next.id(), next.body().path("version").asText()));
    assertThat(difference.body().path("words")).hasSize(1);
    assertThat(difference.body().at("/words/0").asText()).isEqualTo("修改：标题");
    assertThat(difference.body().at("/fields/0/before").asText()).isEqualTo("旧名");
    assertThat(difference.body().at("/fields/0/after").asText()).isEqualTo("新名");
    Answer first = AUTHOR.get("/api/v1/lessons/" + next.id() + "/versions/1");
    assertThat(first.body().path("title").asText()).isEqualTo("旧名");
    assertThat(AUTHOR.get("/api/v1/lessons/" + next.id() + "/versions/99").status()).isEqualTo(404);
  }

  @Test
  void nextVersion_thrownAway_canBeBegunAgain() throws Exception {
    Answer lesson = published("放弃");
    Answer next = begun(lesson);
    AUTHOR.delete("/api/v1/lessons/" + next.id(), "If-Match", next.etag());
    assertThat(begun(lesson).id()).isNotEqualTo(next.id());
  }
}
