package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.catalogue.review.ReviewTown.AUTHOR;
import static org.keqiao.catalogue.review.ReviewTown.REVIEWER;
import static org.keqiao.catalogue.review.ReviewTown.TEACHER;
import static org.keqiao.catalogue.review.ReviewTown.decide;
import static org.keqiao.catalogue.review.ReviewTown.now;
import static org.keqiao.catalogue.review.ReviewTown.published;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;

/** What teachers say is wrong with a lesson is judged, and they hear what became of it. */
class ReportTest {

  private static Answer report(Api teacher, Answer lesson, String reason) {
    return teacher.post(
        "/api/v1/lessons/" + lesson.id() + "/reports", Map.of("reason", reason, "words", "第三分钟起"));
  }

  private static String state(Answer lesson) {
    return now(lesson).body().path("state").asText();
  }

  private static String own(Answer lesson) {
    Answer list =
        Curator.await(
            () -> TEACHER.get("/api/v1/me/reports?limit=100"),
            found -> !of(lesson, found).isMissingNode());
    return of(lesson, list).path("state").asText();
  }

  private static JsonNode of(Answer lesson, Answer list) {
    for (JsonNode each : list.body().path("items")) {
      if (each.path("lesson").asText().equals(lesson.id())) {
        return each;
      }
    }
    return list.body().path("none");
  }

  @Test
  void lesson_reportedForSomethingSerious_stopsUntilReviewersHaveClearedIt() throws Exception {
    Answer lesson = published("严重");
    String play = "/api/v1/lessons/" + lesson.id() + "/play";
    String poster = TEACHER.get(play).body().path("poster").asText();
    assertThat(report(TEACHER, lesson, "privacy").status()).isEqualTo(201);
    assertThat(state(lesson)).isEqualTo("flagged");
    assertThat(TEACHER.get(poster).code()).isEqualTo("lesson-suspended");
    assertThat(TEACHER.get(play).status()).isEqualTo(410);
    assertThat(own(lesson)).isEqualTo("open");
    Answer said = REVIEWER.get("/api/v1/reviews/" + lesson.id() + "/reports");
    assertThat(said.body().at("/items/0/words").asText()).isEqualTo("第三分钟起");
    assertThat(REVIEWER.get("/api/v1/reviews/" + lesson.id() + "/play").status()).isEqualTo(200);
    assertThat(decide(REVIEWER, lesson, "recheck", "accept").status()).isEqualTo(201);
    assertThat(state(lesson)).isEqualTo("published");
    assertThat(TEACHER.get(poster).status()).isEqualTo(200);
    assertThat(own(lesson)).isEqualTo("dismissed");
    JsonNode listed = TEACHER.get("/api/v1/revocations?limit=100").body().path("items");
    assertThat(
            listed.findParents("lesson").stream()
                .filter(entry -> entry.path("lesson").asText().equals(lesson.id()))
                .map(entry -> entry.path("action").asText()))
        .containsExactly("revoke", "restore");
  }

  @Test
  void lesson_reportedByThreeForSomethingMinor_goesOnUntilReviewersWithdrawIt() throws Exception {
    Answer lesson = published("轻微");
    List<Api> teachers =
        List.of(TEACHER, Town.member("teacher", Town.SHIPO), Town.member("teacher", Town.TINGSONG));
    for (Api teacher : teachers) {
      assertThat(state(lesson)).isEqualTo("published");
      assertThat(report(teacher, lesson, "sound").status()).isEqualTo(201);
    }
    assertThat(state(lesson)).isEqualTo("flagged");
    assertThat(TEACHER.get("/api/v1/lessons/" + lesson.id() + "/play").status()).isEqualTo(200);
    assertThat(report(TEACHER, lesson, "sound").code()).isEqualTo("lesson-reported");
    assertThat(decide(REVIEWER, lesson, "recheck", "return").status()).isEqualTo(201);
    assertThat(state(lesson)).isEqualTo("withdrawn");
    assertThat(own(lesson)).isEqualTo("upheld");
    assertThat(AUTHOR.get("/api/v1/lessons/" + lesson.id() + "/versions").body().toString())
        .doesNotContain(TEACHER.get("/api/v1/me").body().path("id").asText());
  }
}
