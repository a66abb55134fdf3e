package org.keqiao.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.courseware.Samples;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;

/** A search explains itself, corrects, completes, and goes on when it finds nothing. */
class FindingTest {

  private static final Api TEACHER = Api.as("teacher");

  private static Answer search(String query) {
    return TEACHER.get("/api/v1/lessons?" + query);
  }

  private static List<String> completions(String begun) {
    Answer answer = TEACHER.get("/api/v1/suggestions?limit=10&q=" + Api.encode(begun));
    assertThat(answer.status()).isEqualTo(200);
    return StreamSupport.stream(answer.body().path("items").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"长方形的周", "changfangxingdezh", "cfxdz"})
  void completion_ofCharactersPinyinOrInitials_isThePhrase(String begun) {
    assertThat(completions(begun)).contains("长方形的周长");
  }

  @Test
  void completions_ofOneBeginning_areAllPhrasesOfALesson() {
    assertThat(completions("长方")).contains("长方形", "长方形的周长");
  }

  @Test
  void completion_ofADraft_isNotGiven() {
    Curator.demo()
        .api()
        .post("/api/v1/lessons", Map.of("title", "蓝鲸座的草稿", "node", "pep-math-3a-8-3"));
    Answer mine =
        Curator.await(
            () -> Curator.demo().api().get("/api/v1/lessons?mine=true&q=" + Api.encode("蓝鲸座的草稿")),
            answer -> answer.body().path("total").asInt() > 0);
    assertThat(mine.body().path("total").asInt()).isPositive();
    assertThat(completions("蓝鲸座")).isEmpty();
    assertThat(completions("ljzd")).isEmpty();
  }

  @Test
  void words_areMarkedWhereTheyStand() {
    JsonNode title =
        search("limit=1&q=" + Api.encode("長方形周長")).body().at("/items/0/highlights/title/0");
    String text = title.path("text").asText();
    assertThat(title.path("ranges")).isNotEmpty();
    for (JsonNode range : title.path("ranges")) {
      assertThat("长方形周长")
          .contains(text.substring(range.path("start").asInt(), range.path("end").asInt()));
    }
  }

  @Test
  void hit_saysInPlainWordsWhyItWasFound_whenAsked() {
    String query = "limit=1&q=" + Api.encode("三上 周长");
    assertThat(search(query).body().at("/items/0/why").isMissingNode()).isTrue();
    assertThat(search("explain=true&" + query).body().at("/items/0/why").toString())
        .contains("年级相符", "册次相符");
    Answer english = TEACHER.get("/api/v1/lessons?explain=true&" + query, "Accept-Language", "en");
    assertThat(english.body().at("/items/0/why").toString()).contains("The grade that you named.");
  }

  @ParameterizedTest
  @CsvSource({"长方型的周长, 长方形的周长", "平形四边形, 平行四边形"})
  void words_ofTheSameSound_areCorrected(String typed, String meant) {
    assertThat(search("q=" + Api.encode(typed)).body().path("didYouMean").asText())
        .isEqualTo(meant);
  }

  @Test
  void words_writtenRight_areNotCorrected() {
    assertThat(search("q=" + Api.encode("长方形的周长")).body().has("didYouMean")).isFalse();
  }

  @Test
  void search_thatFindsNothingOnAChapter_showsTheChapter() {
    Answer answer = search("node=pep-math-3a-8-3&q=" + Api.encode("凸透镜"));
    assertThat(answer.body().path("rung").asText()).isEqualTo("node");
    assertThat(answer.body().path("items").findValuesAsText("node"))
        .containsOnly("pep-math-3a-8-3");
  }

  @Test
  void search_thatFindsNothingInAnEdition_showsOtherEditions() {
    Answer answer = search("edition=xsd&q=" + Api.encode("长方形的周长"));
    assertThat(answer.body().path("rung").asText()).isEqualTo("editions");
    assertThat(answer.body().path("items").findValuesAsText("edition")).contains("pep", "bnu");
  }

  @Test
  void search_thatFindsNothingAtAll_asksWhetherToAskForIt() {
    Answer answer = search("q=" + Api.encode("鑫磊淼焱垚"));
    assertThat(answer.body().path("rung").asText()).isEqualTo("ask");
    assertThat(answer.body().path("items")).isEmpty();
  }

  @Test
  void lesson_hasOthersLikeIt() {
    Answer similar = TEACHER.get("/api/v1/lessons/lesson-pep-math-3a-8-3-n1/similar?limit=5");
    assertThat(similar.status()).isEqualTo(200);
    assertThat(similar.body().path("items").findValuesAsText("id"))
        .doesNotContain("lesson-pep-math-3a-8-3-n1")
        .hasSize(5);
    assertThat(similar.body().at("/items/0/node").asText()).isEqualTo("pep-math-3a-8-3");
  }

  @Test
  void words_thatOnlyTheSlidesSay_areFoundWithTheirPage() throws Exception {
    Curator curator = Curator.demo();
    Answer lesson = curator.draft("课件里才有的词");
    byte[] file = Samples.pptx("一", "二", "三", "四", "五", "六", "丹顶鹤迁徙路线");
    Answer slides = curator.upload("slides.pptx", file);
    curator
        .api()
        .put(
            "/api/v1/lessons/%s/parts/slides".formatted(lesson.id()),
            Map.of("uploadId", slides.id()),
            "If-Match",
            lesson.etag());
    Answer found =
        Curator.await(
            () -> curator.api().get("/api/v1/lessons?mine=true&q=" + Api.encode("丹顶鹤迁徙路线")),
            answer -> answer.body().path("total").asInt() > 0);
    assertThat(found.body().at("/items/0/id").asText()).isEqualTo(lesson.id());
    assertThat(found.body().at("/items/0/said/0/place").asInt()).isEqualTo(7);
    assertThat(found.body().at("/items/0/said/0/part").asText()).isEqualTo("slides");
  }
}
