package org.keqiao.relevance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/**
 * A teacher finds the right lesson in one try. Every query of {@code queries.csv} is sent to a
 * program with thousands of lessons, what it finds is graded by {@link Judge}, and no class of
 * queries may be answered worse than {@code floors.csv} agrees. The table is printed, and {@code
 * target/relevance.csv} has every query, worst first.
 */
class RelevanceTest {

  private static final Path REPORT = Path.of("target", "relevance.csv");
  private static final String OVERALL = "overall";
  private static final Map<String, Score> SCORES = new LinkedHashMap<>();
  private static final List<Outcome> OUTCOMES = new ArrayList<>();
  private static int lessons;

  @BeforeAll
  static void ask() throws IOException, InterruptedException {
    try (JudgedCatalogue catalogue = JudgedCatalogue.start()) {
      lessons = catalogue.lessons().size();
      Api teacher =
          Api.at(URI.create("http://127.0.0.1:" + catalogue.port()))
              .signIn(JudgedCatalogue.TEACHER, "keqiao-demo");
      Judge judge = new Judge();
      for (JudgedQuery query : JudgedQuery.all()) {
        OUTCOMES.add(outcome(teacher, query, judge.grades(query, catalogue.lessons())));
      }
    }
    score();
    report();
  }

  private static Outcome outcome(Api teacher, JudgedQuery query, Map<String, Integer> grades) {
    Answer answer = teacher.get("/api/v1/lessons?limit=10&q=" + Api.encode(query.words()));
    assertThat(answer.status()).as(query.words()).isEqualTo(200);
    List<String> titles = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    for (JsonNode item : answer.body().path("items")) {
      titles.add(item.path("title").asText());
      found.add(grades.getOrDefault(item.path("id").asText(), 0));
    }
    return new Outcome(query, titles, new Ranking(found, grades.values()));
  }

  private static void score() {
    Map<String, List<Outcome>> classes = new LinkedHashMap<>();
    for (Outcome outcome : OUTCOMES) {
      classes.computeIfAbsent(outcome.query().kind(), k -> new ArrayList<>()).add(outcome);
    }
    classes.forEach((kind, of) -> SCORES.put(kind, Score.of(kind, of)));
    SCORES.put(OVERALL, Score.of(OVERALL, OUTCOMES));
  }

  private static void report() throws IOException {
    Files.write(
        REPORT,
        Stream.concat(
                Stream.of("class | query | nDCG@10 | the first titles with their grades"),
                OUTCOMES.stream()
                    .sorted(Comparator.comparingDouble(o -> o.ranking().ndcg()))
                    .map(Outcome::row))
            .toList());
    System.out.printf(
        "%n%-12s %7s %8s %10s %10s%n", "class", "queries", "nDCG@10", "success@1", "success@3");
    SCORES.values().forEach(score -> System.out.println(score.row()));
  }

  static List<Score> floors() {
    return Columns.of("floors.csv").stream()
        .map(row -> new Score(row.text(0), 0, row.number(1), row.number(2), row.number(3)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("floors")
  void queriesOfAClass_areAnsweredAtLeastAsWellAsAgreed(Score floor) {
    Score score = Optional.ofNullable(SCORES.get(floor.kind())).orElseThrow();
    assertThat(score.ndcg()).as("nDCG@10 of %s", floor.kind()).isGreaterThanOrEqualTo(floor.ndcg());
    assertThat(score.success1())
        .as("success@1 of %s", floor.kind())
        .isGreaterThanOrEqualTo(floor.success1());
    assertThat(score.success3())
        .as("success@3 of %s", floor.kind())
        .isGreaterThanOrEqualTo(floor.success3());
  }

  @Test
  void everyClass_hasAFloor_andQueriesEnoughToMeasureIt() {
    assertThat(floors())
        .extracting(Score::kind)
        .containsExactlyInAnyOrderElementsOf(SCORES.keySet());
    assertThat(SCORES.values())
        .allSatisfy(score -> assertThat(score.queries()).isGreaterThanOrEqualTo(15));
    assertThat(lessons).isGreaterThanOrEqualTo(5000);
  }

  @Test
  void everyQuery_hasLessonsThatAnswerIt() {
    assertThat(OUTCOMES)
        .allSatisfy(
            outcome -> assertThat(outcome.ranking().all()).as(outcome.query().words()).contains(3));
  }
}
