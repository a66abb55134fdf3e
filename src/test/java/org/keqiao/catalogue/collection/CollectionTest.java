package org.keqiao.catalogue.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.media.Films;

/** A curator puts lessons into an order; a teacher follows it. */
class CollectionTest {

  private static final String COLLECTIONS = "/api/v1/collections";
  private static final String FIRST = "lesson-pep-math-3a-8-3-n1";
  private static final String SECOND = "lesson-pep-math-3a-1-1-n1";
  private static final Api CURATOR = Api.as("curator");
  private static final Api TEACHER = Api.as("teacher");

  private static Answer draft(String title, String... lessons) {
    Answer made = CURATOR.post(COLLECTIONS, Map.of("title", title, "lessonIds", List.of(lessons)));
    assertThat(made.status()).isEqualTo(201);
    return made;
  }

  private static Answer published(String title, String... lessons) {
    Answer draft = draft(title, lessons);
    return CURATOR.transition(path(draft) + "/publish", draft.etag());
  }

  private static String path(Answer collection) {
    return COLLECTIONS + "/" + collection.id();
  }

  private static List<String> lessons(Answer collection) {
    return collection.body().path("lessons").findValuesAsText("id");
  }

  private static List<String> ids(Answer page) {
    return page.body().path("items").findValuesAsText("id");
  }

  @Test
  void collection_published_isListedAndShowsItsLessonsInOrder() {
    Answer draft = draft("周长与时间", FIRST, SECOND);
    assertThat(draft.header("Location")).isEqualTo(path(draft));
    assertThat(TEACHER.get(path(draft)).code()).isEqualTo("collection-not-found");
    Answer published = CURATOR.transition(path(draft) + "/publish", draft.etag());
    assertThat(published.body().path("state").asText()).isEqualTo("published");

    Answer read = TEACHER.get(path(draft));
    assertThat(lessons(read)).containsExactly(FIRST, SECOND);
    assertThat(read.body().at("/lessons/0/title").asText()).isNotBlank();
    assertThat(read.body().has("lessonIds")).isFalse();
    Answer listed =
        Curator.await(
            () -> TEACHER.get(COLLECTIONS + "?limit=100"), page -> ids(page).contains(draft.id()));
    assertThat(ids(listed)).contains(draft.id());
  }

  @Test
  void order_changed_isShown() {
    Answer collection = published("换顺序", FIRST, SECOND);
    Answer changed =
        CURATOR.patch(
            path(collection),
            Map.of("lessonIds", List.of(SECOND, FIRST)),
            "If-Match",
            collection.etag());
    assertThat(changed.etag()).isEqualTo("\"3\"");
    assertThat(lessons(TEACHER.get(path(collection)))).containsExactly(SECOND, FIRST);
  }

  @Test
  void lessons_thatTheReaderMayNotSee_areLeftOut() throws Exception {
    Curator curator = Curator.demo();
    Answer draft = curator.draft("只有自己看见");
    Answer inside =
        curator.published(
            curator.draft(Map.of("title", "只给通渭看", "audience", List.of("621121"))),
            Films.lesson(2));
    Answer collection = published("有的看不见", draft.id(), FIRST, inside.id());
    assertThat(lessons(TEACHER.get(path(collection)))).containsExactly(FIRST, inside.id());
    Answer outside = Api.as("reviewer").get(path(collection));
    assertThat(lessons(outside)).containsExactly(FIRST);
    assertThat(outside.body().toString()).doesNotContain(draft.id(), inside.id());
    Answer own = CURATOR.get(path(collection));
    assertThat(lessons(own)).containsExactly(draft.id(), FIRST, inside.id());
    assertThat(own.body().path("lessonIds")).hasSize(3);
  }

  @Test
  void lesson_thatWasDeleted_doesNotHinderLaterChanges() {
    Answer lesson = Curator.demo().draft("会被删除");
    Answer collection = draft("少了一节", FIRST, lesson.id());
    CURATOR.delete("/api/v1/lessons/" + lesson.id(), "If-Match", lesson.etag());
    Answer renamed =
        CURATOR.patch(path(collection), Map.of("title", "少了一节课"), "If-Match", collection.etag());
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(lessons(renamed)).containsExactly(FIRST);
  }

  @Test
  void collection_withdrawn_isADraftThatCanBeDeleted() {
    Answer published = published("撤回的专辑", FIRST);
    Answer kept = CURATOR.delete(path(published), "If-Match", published.etag());
    assertThat(kept.code()).isEqualTo("collection-published");
    Answer withdrawn = CURATOR.transition(path(published) + "/withdraw", published.etag());
    assertThat(withdrawn.body().path("state").asText()).isEqualTo("draft");
    assertThat(TEACHER.get(path(published)).status()).isEqualTo(404);
    Answer again = CURATOR.transition(path(published) + "/withdraw", withdrawn.etag());
    assertThat(again.code()).isEqualTo("collection-not-published");
    Answer gone = CURATOR.delete(path(published), "If-Match", withdrawn.etag());
    assertThat(gone.status()).isEqualTo(204);
    assertThat(CURATOR.get(path(published)).status()).isEqualTo(404);
  }

  @Test
  void collection_withoutLessons_cannotBePublished() {
    Answer draft = draft("空的专辑");
    Answer refused = CURATOR.transition(path(draft) + "/publish", draft.etag());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("collection-empty");
  }

  @Test
  void drafts_areListedForTheirOwnerOnly_pageByPage() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      made.add(draft("我的专辑" + i).id());
    }
    Curator.await(
        () -> CURATOR.get(COLLECTIONS + "?mine=true&limit=100"),
        page -> ids(page).containsAll(made));
    List<String> paged = new ArrayList<>();
    String next = COLLECTIONS + "?mine=true&limit=2";
    while (!next.isEmpty()) {
      Answer page = CURATOR.get(next);
      paged.addAll(ids(page));
      String cursor = page.body().path("next").asText("");
      next =
          cursor.isEmpty() || cursor.equals("null")
              ? ""
              : COLLECTIONS + "?mine=true&limit=2&cursor=" + cursor;
    }
    assertThat(paged).doesNotHaveDuplicates().containsAll(made);
    assertThat(ids(TEACHER.get(COLLECTIONS + "?limit=100"))).doesNotContainAnyElementsOf(made);
    assertThat(ids(TEACHER.get(COLLECTIONS + "?mine=true"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"\"}                                      | /title",
        "{\"lessonIds\":[]}                                    | /title",
        "{\"title\":\"x\",\"lessonIds\":[\"no-such\"]}         | /lessonIds/0",
        "{\"title\":\"x\",\"lessonIds\":[\"../x\"]}            | /lessonIds/0",
        "{\"title\":\"x\",\"lessonIds\":[null]}                | /",
        "{\"title\":\"x\",\"lessons\":[]}                      | /lessons",
        "{\"title\":\"x\",\"state\":\"published\"}             | /state"
      })
  void collection_withBadBody_isRefused(String body, String pointer) {
    Answer refused = CURATOR.post(COLLECTIONS, body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().at("/violations/0/pointer").asText()).startsWith(pointer);
  }

  @Test
  void lesson_namedTwice_orOneTooMany_isRefused() {
    Answer twice =
        CURATOR.post(COLLECTIONS, Map.of("title", "x", "lessonIds", List.of(FIRST, FIRST)));
    assertThat(twice.body().at("/violations/0/code").asText()).isEqualTo("duplicate");
    Answer many =
        CURATOR.post(
            COLLECTIONS, Map.of("title", "x", "lessonIds", Collections.nCopies(101, FIRST)));
    assertThat(many.body().at("/violations/0/code").asText()).isEqualTo("too-many-items");
  }

  @Test
  void change_withoutVersionOrByAnother_isRefused() {
    Answer draft = draft("别人的专辑", FIRST);
    Map<String, Object> patch = new HashMap<>(Map.of("title", "x"));
    assertThat(CURATOR.patch(path(draft), patch).status()).isEqualTo(428);
    assertThat(CURATOR.patch(path(draft), patch, "If-Match", "\"9\"").status()).isEqualTo(412);
    assertThat(TEACHER.patch(path(draft), patch, "If-Match", draft.etag()).status()).isEqualTo(403);
    patch.put("title", null);
    assertThat(CURATOR.patch(path(draft), patch, "If-Match", draft.etag()).status()).isEqualTo(422);
  }
}
