package org.keqiao.catalogue.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;
import org.keqiao.media.Films;

/** A school whose lessons are reviewed before they go out, and reviewers of its county. */
final class ReviewTown {

  static final Api AUTHOR = Town.member("curator", Town.REVIEWED);
  static final Api REVIEWER = Town.official("reviewer", Town.TONGWEI);
  static final Api SECOND = Town.official("reviewer", "621100");
  static final Api BUREAU = Town.official("bureau-admin", Town.TONGWEI);
  static final Api TEACHER = Town.member("teacher", Town.LIUWAN);

  private static final String LESSONS = "/api/v1/lessons/";

  private static Optional<Answer> whole = Optional.empty();

  private ReviewTown() {}

  /** A complete lesson, whose files need be made ready once for all tests. */
  private static synchronized Answer whole() throws Exception {
    if (whole.isEmpty()) {
      Answer made = new Curator(AUTHOR).complete("样板", Films.lesson(2));
      whole = Optional.of(AUTHOR.get(LESSONS + made.id()));
    }
    return whole.orElseThrow();
  }

  /** A complete draft with the same files. */
  static Answer draft(String title) throws Exception {
    return fill(
        AUTHOR.post(
            "/api/v1/lessons",
            Map.of("title", title, "node", "pep-math-3a-8-3", "teacher", "王晓霞")));
  }

  private static Answer fill(Answer draft) throws Exception {
    Answer now = draft;
    for (Map.Entry<String, JsonNode> part : whole().body().path("parts").properties()) {
      now = put(now, part.getKey(), part.getValue().path("sha256").asText());
    }
    return now;
  }

  static Answer put(Answer lesson, String part, String sha256) {
    Answer put =
        AUTHOR.put(
            LESSONS + lesson.id() + "/parts/" + part,
            Map.of("sha256", sha256, "name", "王晓霞-" + part + ".png"),
            "If-Match",
            lesson.etag());
    assertThat(put.status()).as(put.body().toString()).isEqualTo(200);
    return put;
  }

  static Answer step(Answer lesson, String step) {
    return AUTHOR.transition(LESSONS + lesson.id() + "/" + step, lesson.etag());
  }

  static Answer now(Answer lesson) {
    return AUTHOR.get(LESSONS + lesson.id());
  }

  static Answer submitted(String title) throws Exception {
    Answer handedIn = step(draft(title), "submit");
    assertThat(handedIn.status()).as(handedIn.body().toString()).isEqualTo(200);
    return handedIn;
  }

  static Answer decide(Api reviewer, Answer lesson, String kind, String outcome) {
    String hash =
        reviewer.get("/api/v1/reviews/" + lesson.id()).body().path("hash").asText("0".repeat(64));
    return reviewer.post(
        LESSONS + lesson.id() + "/decisions",
        Map.of(
            "kind",
            kind,
            "outcome",
            outcome,
            "hash",
            hash,
            "reasons",
            outcome.equals("accept") ? List.of() : List.of("sound"),
            "notes",
            List.of(Map.of("text", "声音小", "open", true), Map.of("text", "内部意见", "open", false))));
  }

  /** Accepted by everybody who must. */
  static Answer accepted(String title) throws Exception {
    Answer lesson = submitted(title);
    assertThat(decide(REVIEWER, lesson, "offer", "accept").status()).isEqualTo(201);
    assertThat(decide(SECOND, lesson, "launch", "accept").status()).isEqualTo(201);
    return now(lesson);
  }

  static Answer published(String title) throws Exception {
    Answer out = step(accepted(title), "publish");
    assertThat(out.status()).as(out.body().toString()).isEqualTo(200);
    return out;
  }
}
