package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.catalogue.review.ReviewTown.AUTHOR;
import static org.keqiao.catalogue.review.ReviewTown.BUREAU;
import static org.keqiao.catalogue.review.ReviewTown.REVIEWER;
import static org.keqiao.catalogue.review.ReviewTown.SECOND;
import static org.keqiao.catalogue.review.ReviewTown.accepted;
import static org.keqiao.catalogue.review.ReviewTown.decide;
import static org.keqiao.catalogue.review.ReviewTown.now;
import static org.keqiao.catalogue.review.ReviewTown.step;
import static org.keqiao.catalogue.review.ReviewTown.submitted;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.fixture.Town;

/** Lessons go out on what reviewers decided of the content that they have, and on nothing else. */
class DecisionTest {

  private static String state(Answer lesson) {
    return now(lesson).body().path("state").asText();
  }

  private static String account(Api api) {
    return api.get("/api/v1/me").body().path("id").asText();
  }

  @Test
  void publish_beforeBothReviewsHaveAccepted_isRefused() throws Exception {
    Answer lesson = submitted("还没审");
    assertThat(step(lesson, "publish").code()).isEqualTo("decision-missing");
    decide(REVIEWER, lesson, "offer", "accept");
    assertThat(state(lesson)).isEqualTo("in-review");
    assertThat(step(now(lesson), "publish").code()).isEqualTo("decision-missing");
    decide(SECOND, lesson, "launch", "accept");
    assertThat(state(lesson)).isEqualTo("accepted");
    assertThat(step(now(lesson), "publish").body().path("state").asText()).isEqualTo("published");
  }

  @Test
  void file_changedAfterAcceptance_cannotBePublishedOnTheOldDecision() throws Exception {
    Answer back = step(accepted("改了文件"), "take-back");
    Curator author = new Curator(AUTHOR);
    Answer changed = author.attach(back, "plan", author.upload("plan.png", Scans.page("改过的教案")));
    assertThat(changed.status()).isEqualTo(200);
    author.awaitReady(changed);
    assertThat(step(now(changed), "publish").code()).isEqualTo("decision-outdated");
    Answer again = step(now(changed), "submit");
    assertThat(step(again, "publish").code()).isEqualTo("decision-outdated");
  }

  @Test
  void lesson_returned_tellsItsAuthorWhyAndCanBeHandedInAgain() throws Exception {
    Answer lesson = submitted("退回");
    assertThat(decide(REVIEWER, lesson, "launch", "return").status()).isEqualTo(201);
    assertThat(state(lesson)).isEqualTo("returned");
    Answer told = AUTHOR.get("/api/v1/lessons/" + lesson.id() + "/decisions");
    assertThat(told.body().at("/items/0/outcome").asText()).isEqualTo("return");
    assertThat(told.body().at("/items/0/reasons/0").asText()).isEqualTo("sound");
    assertThat(told.body().at("/items/0/notes").findValuesAsText("text")).containsExactly("声音小");
    assertThat(step(now(lesson), "publish").code()).isIn("decision-missing", "decision-returned");
    assertThat(step(now(lesson), "submit").body().path("state").asText()).isEqualTo("submitted");
  }

  @Test
  void return_withoutAReason_isRefused() throws Exception {
    Answer lesson = submitted("没有理由");
    String hash = REVIEWER.get("/api/v1/reviews/" + lesson.id()).body().path("hash").asText();
    Answer refused =
        REVIEWER.post(
            "/api/v1/lessons/" + lesson.id() + "/decisions",
            Map.of("kind", "launch", "outcome", "return", "hash", hash));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/violations/0/pointer").asText()).isEqualTo("/reasons");
  }

  @Test
  void decision_onOtherContentThanWasSeen_isRefused() throws Exception {
    Answer lesson = submitted("看的是别的");
    Answer refused =
        REVIEWER.post(
            "/api/v1/lessons/" + lesson.id() + "/decisions",
            Map.of("kind", "launch", "outcome", "accept", "hash", "0".repeat(64)));
    assertThat(refused.code()).isEqualTo("content-changed");
    assertThat(state(lesson)).isEqualTo("submitted");
  }

  @Test
  void reviewer_ofTheSameSchool_isRecused() throws Exception {
    Answer lesson = submitted("回避");
    Api colleague = Town.member("reviewer", Town.REVIEWED);
    assertThat(decide(colleague, lesson, "launch", "accept").code()).isEqualTo("recused");
    assertThat(colleague.get("/api/v1/reviews/" + lesson.id()).code()).isEqualTo("recused");
    assertThat(decide(Town.member("reviewer", Town.TINGSONG), lesson, "launch", "accept").status())
        .isEqualTo(404);
  }

  @Test
  void reviewer_beforeSheDecides_learnsNeitherTheAuthorNorTheOtherDecision() throws Exception {
    Answer lesson = submitted("盲审");
    decide(REVIEWER, lesson, "offer", "accept");
    String one = "/api/v1/reviews/" + lesson.id();
    for (String path :
        List.of(one, one + "/play", one + "/parts/plan", "/api/v1/reviews?state=in-review")) {
      Answer seen = SECOND.get(path);
      assertThat(seen.status()).as(path).isEqualTo(200);
      assertThat(seen.body().toString())
          .doesNotContain(account(AUTHOR), Town.REVIEWED, "王晓霞", account(REVIEWER));
    }
    String decisions = "/api/v1/lessons/" + lesson.id() + "/decisions";
    assertThat(SECOND.get(decisions).body().path("items")).isEmpty();
    assertThat(SECOND.get("/api/v1/lessons/" + lesson.id()).status()).isEqualTo(404);
    decide(SECOND, lesson, "launch", "accept");
    assertThat(SECOND.get(decisions).body().path("items")).hasSize(2);
    assertThat(SECOND.get(decisions).body().findValues("reviewer")).isEmpty();
  }

  @Test
  void author_whateverSheAsks_neverLearnsWhoReviewed() throws Exception {
    Answer lesson = accepted("不知道是谁");
    String one = "/api/v1/lessons/" + lesson.id();
    String reviewer = account(REVIEWER);
    Api head = Town.member("school-admin", Town.REVIEWED);
    for (String path :
        Stream.of("", "/decisions", "/versions", "/versions/2", "/versions/2/diff", "/bundle")
            .map(one::concat)
            .toList()) {
      assertThat(AUTHOR.get(path).body().toString())
          .as(path)
          .doesNotContain(reviewer, account(SECOND), "内部意见");
    }
    Answer audit =
        Curator.await(
            () -> head.get("/api/v1/audit?limit=100&record=lesson/" + lesson.id()),
            found -> found.body().toString().contains("accepted"));
    assertThat(audit.body().toString()).contains("accepted").doesNotContain(reviewer, "内部意见");
    assertThat(audit.body().findValuesAsText("operation")).doesNotContain("decideLesson");
    assertThat(head.get("/api/v1/audit?limit=100&type=decision").body().path("items")).isEmpty();
    assertThat(BUREAU.get(one + "/decisions").body().findValuesAsText("reviewer"))
        .containsExactly(reviewer, account(SECOND));
  }
}
