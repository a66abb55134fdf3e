package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.count;
import static org.keqiao.fixture.Hits.ids;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** A teacher finds lessons by Chinese words and by facets. */
class SearchTest {

  private static Answer search(String query) {
    Answer answer = Api.as("teacher").get("/api/v1/lessons?" + query);
    assertThat(answer.status()).isEqualTo(200);
    return answer;
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/search.csv", delimiter = '|')
  void words_ofATeacher_findTheLessonAmongTheFirstFive(String words, String lesson) {
    assertThat(ids(search("limit=5&q=" + Api.encode(words)))).contains(lesson);
  }

  @Test
  void words_thatMeanNothing_findNothing() {
    Answer answer = search("q=" + Api.encode("鑫磊淼焱垚"));
    assertThat(answer.body().path("total").asLong()).isZero();
  }

  @Test
  void facet_chosen_filtersTheLessons_andStillShowsItsSiblings() {
    Answer all = search("q=" + Api.encode("周长"));
    Answer chosen = search("edition=bnu&q=" + Api.encode("周长"));
    assertThat(count(all, "edition", "pep")).isPositive();
    assertThat(count(all, "edition", "bnu")).isPositive();
    assertThat(count(chosen, "edition", "pep")).isEqualTo(count(all, "edition", "pep"));
    assertThat(chosen.body().path("total").asLong()).isEqualTo(count(all, "edition", "bnu"));
    assertThat(chosen.body().path("items").findValuesAsText("edition")).containsOnly("bnu");
  }

  @Test
  void facetValues_ofOneFacet_areAlternatives() {
    long both = search("subject=math&subject=physics").body().path("total").asLong();
    long math = search("subject=math").body().path("total").asLong();
    long physics = search("subject=physics").body().path("total").asLong();
    assertThat(both).isEqualTo(math + physics);
    assertThat(search("subject=math&stage=junior").body().path("total").asLong()).isLessThan(math);
  }

  @Test
  void node_findsLessonsOnItAndBelow() {
    List<String> chapter = ids(search("limit=100&node=pep-math-3a-8"));
    List<String> section = ids(search("limit=100&node=pep-math-3a-8-3"));
    assertThat(section).isNotEmpty();
    assertThat(chapter).containsAll(section).hasSizeGreaterThan(section.size());
  }

  @Test
  void pages_followEachOther_withoutGapOrRepetition() {
    List<String> whole = ids(search("limit=100&subject=math&sort=newest"));
    List<String> paged = new ArrayList<>();
    String cursor = "";
    do {
      Answer page = search("limit=7&subject=math&sort=newest" + cursor);
      paged.addAll(ids(page));
      cursor =
          page.body().path("next").asText().isEmpty()
              ? ""
              : "&cursor=" + page.body().path("next").asText();
    } while (!cursor.isEmpty() && paged.size() < whole.size());
    assertThat(paged).doesNotHaveDuplicates();
    assertThat(paged.subList(0, whole.size())).isEqualTo(whole);
  }

  @Test
  void profile_ofTheTeacher_ranksAndHidesNothing() {
    Answer teacher = search("q=" + Api.encode("周长"));
    Answer curator = Api.as("curator").get("/api/v1/lessons?q=" + Api.encode("周长"));
    assertThat(teacher.body().path("total")).isEqualTo(curator.body().path("total"));
    assertThat(teacher.body().at("/items/0/edition").asText()).isEqualTo("pep");
    assertThat(teacher.body().at("/items/0/grade").asText()).isEqualTo("g3");
  }

  @Test
  void hit_thatCanBePlayed_saysWhatItCosts() {
    Answer answer = search("media=video&limit=100");
    for (JsonNode hit : answer.body().path("items")) {
      JsonNode media = hit.path("media");
      assertThat(media.path("state").asText()).isEqualTo("playable");
      assertThat(media.at("/smallest/bytes").asLong()).isPositive();
      assertThat(media.at("/recommended/bytes").asLong())
          .isGreaterThanOrEqualTo(media.at("/smallest/bytes").asLong());
    }
    assertThat(ids(answer)).contains("lesson-pep-math-3a-8-3-n1");
  }

  @Test
  void catalogue_canBeBrowsed() {
    Api teacher = Api.as("teacher");
    assertThat(teacher.get("/api/v1/taxonomy").status()).isEqualTo(200);
    Answer books = teacher.get("/api/v1/textbooks?subject=math&limit=100");
    assertThat(ids(books)).contains("pep-math-3a");
    Answer tree = teacher.get("/api/v1/textbooks/pep-math-3a/tree");
    assertThat(tree.body().path("chapters")).isNotEmpty();
    assertThat(
            teacher
                .get("/api/v1/textbooks/pep-math-3a/tree", "If-None-Match", tree.etag())
                .status())
        .isEqualTo(304);
    assertThat(ids(teacher.get("/api/v1/schools?kind=rural&limit=100"))).hasSize(12);
    assertThat(ids(teacher.get("/api/v1/regions?level=county"))).isNotEmpty();
  }
}
