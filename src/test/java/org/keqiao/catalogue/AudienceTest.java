package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.count;
import static org.keqiao.fixture.Hits.ids;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** A lesson for some regions is there for the teachers of these regions, and for nobody else. */
class AudienceTest {

  private static final String TITLE = "苜蓿垄作的算术";
  private static final String POINT = "垄作面积";
  private static final String TONGWEI = "621121";
  private static final Curator CURATOR = Curator.demo();

  /** Her school stands in a township of Tongwei. */
  private static final Api INSIDE = Api.as("teacher");

  /** His school stands in Anding, a district beside it. */
  private static final Api OUTSIDE = Api.as("reviewer");

  private static Answer restricted;
  private static Answer open;

  @BeforeAll
  static void publish() throws Exception {
    restricted =
        CURATOR.published(
            CURATOR.draft(
                Map.of(
                    "title", TITLE,
                    "node", "pep-math-3a-8-3",
                    "keywords", List.of("苜蓿垄作"),
                    "points", List.of(POINT),
                    "educations", List.of("labour"),
                    "access", List.of("sign-language"),
                    "audience", List.of(TONGWEI))),
            Films.lesson(2));
    open =
        CURATOR.published(
            CURATOR.draft(
                Map.of(
                    "title", "垄沟与长方形",
                    "keywords", List.of("苜蓿饲料"),
                    "points", List.of(POINT),
                    "educations", List.of("labour"))),
            Films.lesson(2));
    assertThat(restricted.body().path("state").asText()).isEqualTo("published");
    Curator.await(() -> search(CURATOR.api(), ""), found -> ids(found).size() == 2);
  }

  private static String path(Answer lesson) {
    return "/api/v1/lessons/" + lesson.id();
  }

  private static Answer search(Api caller, String more) {
    return caller.get("/api/v1/lessons?points=" + Api.encode(POINT) + more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "school-admin", "curator", "admin"})
  void lesson_forARegion_isFoundInItAndByItsOwnerAndByTheAdministrator(String login) {
    Answer found = search(Api.as(login), "");
    assertThat(ids(found)).contains(restricted.id(), open.id());
    assertThat(count(found, "educations", "labour")).isEqualTo(2);
    assertThat(count(found, "access", "sign-language")).isEqualTo(1);
    assertThat(Api.as(login).get(path(restricted)).status()).isEqualTo(200);
    assertThat(Api.as(login).get(path(restricted) + "/play").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviewer", "bureau-admin"})
  void lesson_forAnotherRegion_isNeitherFoundNorCounted(String login) {
    Answer found = search(Api.as(login), "");
    assertThat(ids(found)).containsExactly(open.id());
    assertThat(found.body().path("total").asLong()).isEqualTo(1);
    assertThat(count(found, "educations", "labour")).isEqualTo(1);
    assertThat(count(found, "access", "sign-language")).isZero();
  }

  @Test
  void answerThatIsGivenAgain_isForTheSameRegionOnly() {
    for (int i = 0; i < 5; i++) {
      assertThat(ids(search(Api.as("admin"), "&sort=newest"))).contains(restricted.id());
      assertThat(ids(search(Api.as("bureau-admin"), "&sort=newest"))).containsExactly(open.id());
    }
  }

  @Test
  void wordsOfItsTitle_inAnotherRegion_doNotFindIt() {
    String words = "/api/v1/lessons?limit=100&q=" + Api.encode(TITLE);
    assertThat(ids(INSIDE.get(words))).contains(restricted.id());
    Answer outside = OUTSIDE.get(words);
    assertThat(ids(outside)).doesNotContain(restricted.id());
    assertThat(outside.body().toString()).doesNotContain("苜蓿垄作");
  }

  @Test
  void ladder_inAnotherRegion_doesNotLeadToIt() {
    String words = "/api/v1/lessons?edition=jke&limit=100&q=" + Api.encode("苜蓿");
    assertThat(ids(INSIDE.get(words))).contains(restricted.id());
    assertThat(ids(OUTSIDE.get(words))).doesNotContain(restricted.id());
  }

  @Test
  void lesson_forAnotherRegion_isNeitherReadNorPlayed() {
    assertThat(OUTSIDE.get(path(restricted)).code()).isEqualTo("lesson-not-found");
    assertThat(OUTSIDE.get(path(restricted) + "/play").code()).isEqualTo("lesson-not-found");
    assertThat(OUTSIDE.get(path(restricted) + "/similar").code()).isEqualTo("lesson-not-found");
  }

  @Test
  void lessons_ofTheSamePoint_areSimilar_withinTheAudience() {
    String similar = path(open) + "/similar?limit=100";
    assertThat(INSIDE.get(similar).body().at("/items/0/id").asText()).isEqualTo(restricted.id());
    assertThat(ids(OUTSIDE.get(similar))).doesNotContain(restricted.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"苜蓿", "muxu", "mx"})
  void lesson_forARegion_completesNothing(String begun) {
    Answer phrases = INSIDE.get("/api/v1/suggestions?limit=100&q=" + Api.encode(begun));
    assertThat(phrases.body().path("items").toString()).contains("苜蓿饲料").doesNotContain("苜蓿垄作");
  }

  @Test
  void audience_takenAway_letsEverybodyFindIt() throws Exception {
    Answer lesson =
        CURATOR.published(
            CURATOR.draft(Map.of("title", "先内后外的课", "audience", List.of(TONGWEI))),
            Films.lesson(2));
    assertThat(OUTSIDE.get(path(lesson)).status()).isEqualTo(404);
    CURATOR.api().patch(path(lesson), Map.of("audience", List.of()), "If-Match", lesson.etag());
    assertThat(OUTSIDE.get(path(lesson)).status()).isEqualTo(200);
    String words = "/api/v1/lessons?q=" + Api.encode("先内后外的课");
    Answer found = Curator.await(() -> OUTSIDE.get(words), each -> ids(each).contains(lesson.id()));
    assertThat(ids(found)).contains(lesson.id());
  }

  @Test
  void point_thatAnEditionHasNoLessonOf_leadsToTheEquivalentInAnother() {
    Answer found = search(INSIDE, "&edition=bnu");
    assertThat(found.body().path("rung").asText()).isEqualTo("editions");
    assertThat(ids(found)).contains(restricted.id(), open.id());
    assertThat(ids(search(OUTSIDE, "&edition=bnu"))).containsExactly(open.id());
  }

  @Test
  void points_ofALesson_haveOneSpelling() {
    Answer draft = CURATOR.draft(Map.of("title", "写法", "points", List.of("ＡＢ  面積")));
    assertThat(draft.body().at("/points/0").asText()).isEqualTo("ab 面积");
  }

  @Test
  void terms_thatAreUnknown_areNamedEachInItsPlace() {
    Answer refused =
        CURATOR.draft(
            Map.of(
                "title", "未知的词",
                "points", List.of(" "),
                "educations", List.of("moral", "magic"),
                "access", List.of("smell"),
                "audience", List.of("no-such", "../x")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/points/0", "/educations/1", "/access/0", "/audience/0", "/audience/1");
  }

  @Test
  void taxonomy_namesTheEducationsAndTheAccessibility() {
    Answer taxonomy = INSIDE.get("/api/v1/taxonomy");
    assertThat(taxonomy.body().path("educations").findValuesAsText("id"))
        .containsExactly("moral", "intellectual", "physical", "aesthetic", "labour");
    assertThat(taxonomy.body().path("access").findValuesAsText("id"))
        .containsExactly("captions", "sign-language", "audio-description");
  }
}
