package org.keqiao.catalogue.demand;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.identity.AccountService;

/** What a teacher misses, a curator hears of. */
class DemandTest {

  private static final String DEMANDS = "/api/v1/demands";

  private static Answer ask(String login, Map<String, ?> wanted) {
    return Api.as(login).post(DEMANDS, wanted);
  }

  private static Answer list(String query, int least) {
    return Curator.await(
        () -> Api.as("curator").get(DEMANDS + query),
        answer -> answer.body().path("items").size() >= least);
  }

  @Test
  void search_thatFoundNothing_endsInADemandThatTheCuratorReads() {
    String words = "鑫磊淼焱垚";
    Answer nothing = Api.as("teacher").get("/api/v1/lessons?q=" + Api.encode(words));
    assertThat(nothing.body().path("rung").asText()).isEqualTo("ask");
    Answer asked =
        ask("teacher", Map.of("words", words, "node", "pep-math-7a-1", "note", "下周公开课要用。"));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body().path("asked").asLong()).isEqualTo(1);
    assertThat(asked.body().has("notes")).isFalse();

    JsonNode heard = list("?node=pep-math-7a-1", 1).body().at("/items/0");
    assertThat(heard.path("id").asText()).isEqualTo(asked.id());
    assertThat(heard.path("words").asText()).isEqualTo(words);
    assertThat(heard.path("textbook").asText()).isEqualTo("pep-math-7a");
    assertThat(heard.path("subject").asText()).isEqualTo("math");
    assertThat(heard.path("path")).hasSize(1);
    assertThat(heard.at("/notes/0/text").asText()).isEqualTo("下周公开课要用。");
    assertThat(heard.toString()).doesNotContain(AccountService.idOf("teacher").value(), "马晓兰");
  }

  @Test
  void words_thatFoldAlike_areOneDemand_countedByTimesAndByAccounts() {
    String id = ask("teacher", Map.of("words", "ＡＢ 鑲嵌")).id();
    assertThat(ask("teacher", Map.of("words", "ab  镶嵌")).id()).isEqualTo(id);
    Answer third = ask("reviewer", Map.of("words", "AB 镶嵌"));
    assertThat(third.id()).isEqualTo(id);
    assertThat(third.body().path("asked").asLong()).isEqualTo(3);
    assertThat(third.body().path("askers").asLong()).isEqualTo(2);
    Answer elsewhere = ask("teacher", Map.of("words", "AB 镶嵌", "node", "pep-math-7a-2"));
    assertThat(elsewhere.id()).isNotEqualTo(id);
  }

  @Test
  void askers_atOnce_areAllCounted() throws Exception {
    List<Future<Answer>> asks = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String login = i % 2 == 0 ? "teacher" : "school-admin";
        asks.add(threads.submit(() -> ask(login, Map.of("words", "同时求课"))));
      }
      for (Future<Answer> each : asks) {
        assertThat(each.get().status()).isEqualTo(200);
      }
    }
    Answer last = ask("reviewer", Map.of("words", "同时求课"));
    assertThat(last.body().path("asked").asLong()).isEqualTo(21);
    assertThat(last.body().path("askers").asLong()).isEqualTo(3);
  }

  @Test
  void demands_areListedMostAskedFirst_pageByPage() {
    for (int times = 1; times <= 3; times++) {
      for (int i = 0; i < times; i++) {
        ask("teacher", Map.of("words", "次数" + times, "node", "pep-chemistry-9a-1"));
      }
    }
    String filter = "?textbook=pep-chemistry-9a&subject=chemistry&limit=2";
    Curator.await(
        () -> Api.as("curator").get(DEMANDS + filter),
        answer -> answer.body().at("/items/0/asked").asLong() == 3);
    Answer first = list(filter, 2);
    assertThat(first.body().path("items").findValuesAsText("asked")).containsExactly("3", "2");
    String next = first.body().path("next").asText();
    assertThat(first.header("Link")).contains("rel=\"next\"");
    Answer second = list(filter + "&cursor=" + next, 1);
    assertThat(second.body().path("items").findValuesAsText("asked")).containsExactly("1");
    assertThat(second.body().path("next").isNull() || !second.body().has("next")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                          | /words",
        "{\"words\":\" \"}                           | /words",
        "{\"node\":\"no-such-node\"}                 | /node",
        "{\"node\":\"pep-math-3a-99\"}               | /node",
        "{\"words\":\"x\",\"node\":\"../a\"}         | /node",
        "{\"words\":\"x\",\"asked\":9}               | /asked"
      })
  void demand_thatNamesNothing_isRefused(String body, String pointer) {
    Answer refused = Api.as("teacher").post(DEMANDS, body);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("violations").findValuesAsText("pointer")).contains(pointer);
  }

  @Test
  void noteAndWords_thatAreTooLong_areBothNamed() {
    Answer refused = ask("teacher", Map.of("words", "长".repeat(201), "note", "长".repeat(501)));
    assertThat(refused.body().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/words", "/note");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?cursor=x", "?cursor=W10", "?colour=red"})
  void list_withBadParameter_isRefused(String query) {
    assertThat(Api.as("curator").get(DEMANDS + query).status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"teacher", "reviewer", "school-admin", "bureau-admin"})
  void demands_areNotForEverybodyToRead(String login) {
    assertThat(Api.as(login).get(DEMANDS).status()).isEqualTo(403);
  }

  @Test
  void account_thatAsksWithoutEnd_isToldToWait() {
    Answer answer = ask("bureau-admin", Map.of("words", "没完没了"));
    for (int i = 1; i < DemandService.MOST_AN_HOUR; i++) {
      assertThat(answer.status()).isEqualTo(200);
      answer = ask("bureau-admin", Map.of("words", "没完没了"));
    }
    assertThat(answer.body().path("asked").asInt()).isEqualTo(DemandService.MOST_AN_HOUR);
    Answer refused = ask("bureau-admin", Map.of("words", "没完没了"));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("too-many-demands");
    assertThat(refused.header("Retry-After")).isNotEmpty();
  }
}
