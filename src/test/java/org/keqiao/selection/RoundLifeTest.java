package org.keqiao.selection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.Town;

/** A county selects lessons: handed in, scored blind, decided, noticed, promoted. */
class RoundLifeTest {

  private static final String NODE = "pep-math-3a-8-3";
  private static final List<Contest.Reviewer> REVIEWERS = new ArrayList<>();

  private static Api organiser() {
    return Town.as("admin");
  }

  private static Api liuwan() {
    return Town.member("curator", Town.LIUWAN);
  }

  private static Api shipo() {
    return Town.member("curator", Town.SHIPO);
  }

  @BeforeAll
  static void find() {
    REVIEWERS.add(Contest.reviewer("review.of.liuwan", Town.TONGWEI, Town.LIUWAN, List.of("math")));
    for (int i = 0; i < 5; i++) {
      REVIEWERS.add(Contest.reviewer("review.free." + i, Town.TONGWEI, "", List.of("math")));
    }
  }

  private static String open(String id, Map<String, Object> more) {
    Map<String, Object> plan = Contest.plan(id, "county", Town.TONGWEI);
    plan.putAll(more);
    Contest.create(organiser(), plan);
    Contest.step(organiser(), id, "open");
    return id;
  }

  private static Answer entered(Api curator, String school, String round, String title) {
    Answer lesson = Contest.lesson(curator, school, title, "教师" + title, NODE);
    Answer made = Contest.submit(curator, round, lesson.id());
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static List<JsonNode> panels(String round, int count) {
    return Contest.panels(organiser(), round, panels -> panels.size() == count);
  }

  private static Contest.Reviewer seated(JsonNode panel) {
    String account = panel.path("seats").get(0).path("reviewer").asText();
    return REVIEWERS.stream()
        .filter(each -> each.account().equals(account))
        .findFirst()
        .orElseThrow();
  }

  private static void score(List<JsonNode> panels, int apart) {
    int points = 6;
    for (Contest.Reviewer each : REVIEWERS) {
      for (String task : Contest.tasksOf(panels, each.account())) {
        assertThat(each.claim(task).status()).isEqualTo(200);
        Answer scored = each.score(task, points);
        assertThat(scored.status()).as(scored.body().toString()).isEqualTo(200);
        points = points == 6 ? 6 + apart : 6;
      }
    }
  }

  @Test
  void round_fromSubmissionToFinal_choosesWithinQuotaAndSaysWhy() {
    String round = open("life", Map.of("quotas", List.of(Map.of("subject", "math", "most", 1))));
    Answer one = entered(liuwan(), Town.LIUWAN, round, "生活甲");
    Answer two = entered(shipo(), Town.SHIPO, round, "生活乙");
    Contest.step(organiser(), round, "review");
    List<JsonNode> panels = panels(round, 2);
    for (JsonNode panel : panels) {
      assertThat(panel.path("seats")).hasSize(3);
      Set<String> seats = new HashSet<>(panel.path("seats").findValuesAsText("reviewer"));
      assertThat(seats).hasSize(3);
      if (panel.path("submission").asText().equals(one.id())) {
        assertThat(seats).doesNotContain(REVIEWERS.getFirst().account());
      }
    }
    score(panels, 1);
    Contest.step(organiser(), round, "decide");
    List<JsonNode> lines = Contest.all(organiser(), Contest.ROUNDS + "/life/outcome");
    assertThat(lines.stream().map(line -> line.path("rule").asText()))
        .containsExactly("within-quota", "quota-full");
    assertThat(organiser().get(Contest.ROUNDS + "/life/notice").code())
        .isEqualTo("notice-not-public");
    Contest.step(organiser(), round, "announce");
    List<JsonNode> notice = Contest.all(Town.as("teacher"), Contest.ROUNDS + "/life/notice");
    assertThat(notice).hasSize(1);
    Contest.step(organiser(), round, "finish");
    List<Boolean> won = new ArrayList<>();
    for (Answer each : List.of(one, two)) {
      JsonNode now = organiser().get(Contest.SUBMISSIONS + "/" + each.id()).body();
      assertThat(now.at("/decision/hash")).isEqualTo(now.path("hash"));
      won.add(now.at("/decision/won").asBoolean());
    }
    assertThat(won).containsExactlyInAnyOrder(true, false);
    JsonNode feedback = liuwan().get(Contest.SUBMISSIONS + "/" + one.id() + "/feedback").body();
    assertThat(feedback.at("/reasons/poor-sound").asInt()).isEqualTo(3);
    assertThat(feedback.toString()).doesNotContain("内部意见");
  }

  @Test
  void reviewersAndAuthor_walkingEveryOperation_neverLearnOfEachOther() {
    String round = open("blind", Map.of());
    Answer made = entered(shipo(), Town.SHIPO, round, "盲评甲");
    Contest.step(organiser(), round, "review");
    JsonNode panel = panels(round, 1).getFirst();
    List<String> seated = panel.path("seats").findValuesAsText("reviewer");
    List<Contest.Reviewer> panelists =
        REVIEWERS.stream().filter(each -> seated.contains(each.account())).toList();
    Contest.Reviewer first = panelists.getFirst();
    for (String other : Contest.tasksOf(List.of(panel), panelists.get(1).account())) {
      panelists.get(1).claim(other);
      panelists.get(1).score(other, 3);
    }
    String task = Contest.tasksOf(List.of(panel), first.account()).getFirst();
    assertThat(first.tasks(round, "assigned")).hasSize(1);
    String author = made.body().path("account").asText();
    List<String> ofAuthor = List.of("教师盲评甲", author, "member.curator." + Town.SHIPO);
    List<String> ids =
        List.of(made.id(), round, task, panel.path("id").asText(), first.account(), author);
    assertThat(walk(first.api(), ids, ofAuthor)).isEmpty();
    List<String> ofReviewers = new ArrayList<>();
    for (Contest.Reviewer each : panelists) {
      ofReviewers.add(each.account());
      ofReviewers.add(each.login());
    }
    ofReviewers.add("内部意见");
    assertThat(walk(shipo(), ids, ofReviewers)).isEmpty();
    String shown =
        new String(first.api().get(Contest.TASKS + "/" + task).bytes(), StandardCharsets.UTF_8);
    assertThat(shown).contains("盲评甲").doesNotContain(Town.SHIPO, "石坡", Town.TONGWEI);
    Contest.step(organiser(), round, Map.of("step", "cancel", "reason", "试验"));
  }

  /** Operations whose answers say one of these words to a caller; what she says herself aside. */
  private static List<String> walk(Api api, List<String> ids, List<String> words) {
    List<String> told = new ArrayList<>();
    String own = api.get("/api/v1/me").body().toString();
    for (Contract.Operation each : Contract.operations()) {
      boolean reads =
          each.method().equals("GET")
              && each.path().startsWith("/api/v1")
              && !each.path().endsWith("/events")
              && !each.path().endsWith("/channel");
      if (!reads) {
        continue;
      }
      for (String id : each.path().contains("{") ? ids : List.of("")) {
        Answer answer = api.get(each.path().replaceAll("\\{[^}]+}", id));
        String text = new String(answer.bytes(), StandardCharsets.UTF_8);
        for (String word : words) {
          if (answer.status() == 200 && text.contains(word) && !own.contains(word)) {
            told.add(each.id() + " says " + word);
          }
        }
      }
    }
    return told;
  }

  @Test
  void teacher_withTwoLessonsAtOnce_entersOne() throws Exception {
    String round = open("once", Map.of("onePerNode", true));
    String a = Contest.lesson(liuwan(), Town.LIUWAN, "一甲", "同一教师", NODE).id();
    String b = Contest.lesson(liuwan(), Town.LIUWAN, "一乙", "同一教师", NODE).id();
    String c = Contest.lesson(shipo(), Town.SHIPO, "一丙", "另一教师", NODE).id();
    List<Answer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> all = new ArrayList<>();
      all.add(threads.submit(() -> Contest.submit(liuwan(), round, a)));
      all.add(threads.submit(() -> Contest.submit(liuwan(), round, b)));
      all.add(threads.submit(() -> Contest.submit(shipo(), round, c)));
      for (Future<Answer> each : all) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().filter(each -> each.status() == 201)).hasSize(1);
    assertThat(answers.stream().filter(each -> each.status() == 409)).hasSize(2);
    Answer won = answers.stream().filter(each -> each.status() == 201).findFirst().orElseThrow();
    Api winner = won.body().path("school").asText().equals(Town.SHIPO) ? shipo() : liuwan();
    Answer withdrawn =
        winner.transition(Contest.SUBMISSIONS + "/" + won.id() + "/withdraw", won.etag());
    assertThat(withdrawn.status()).isEqualTo(200);
    assertThat(Contest.submit(shipo(), round, c).status()).isEqualTo(201);
  }

  @Test
  void reviewers_farApart_getOneMoreAndALateScoreIsRefused() {
    String round = open("spread", Map.of());
    entered(shipo(), Town.SHIPO, round, "分歧甲");
    Contest.step(organiser(), round, "review");
    score(panels(round, 1), 4);
    JsonNode panel =
        Contest.panels(
                organiser(),
                round,
                panels -> Contest.tasksOf(panels, extra(panels.getFirst())).size() == 1)
            .getFirst();
    assertThat(panel.path("seats").findValuesAsText("cause")).contains("spread").hasSize(4);
    assertThat(panel.path("history").findValuesAsText("rule")).contains("spread-alarm");
    Contest.Reviewer late =
        REVIEWERS.stream()
            .filter(each -> each.account().equals(extra(panel)))
            .findFirst()
            .orElseThrow();
    String task = Contest.tasksOf(List.of(panel), late.account()).getFirst();
    assertThat(late.claim(task).status()).isEqualTo(200);
    Contest.step(organiser(), round, "decide");
    assertThat(late.score(task, 7).code()).isEqualTo("review-over");
    assertThat(
            Contest.panels(
                    organiser(),
                    round,
                    all -> all.getFirst().at("/seats/3/state").asText().equals("closed"))
                .getFirst()
                .path("history")
                .findValuesAsText("rule"))
        .contains("organiser");
  }

  private static String extra(JsonNode panel) {
    return panel.at("/seats/3/reviewer").asText();
  }

  @Test
  void task_recused_goesToSomebodyElse() {
    String round = open("recuse", Map.of());
    entered(shipo(), Town.SHIPO, round, "回避甲");
    Contest.step(organiser(), round, "review");
    JsonNode before = panels(round, 1).getFirst();
    Contest.Reviewer one = seated(before);
    String task = before.path("id").asText() + "-1";
    assertThat(one.api().post(Contest.TASKS + "/" + task + "/recuse", Map.of()).status())
        .isEqualTo(422);
    assertThat(
            one.api()
                .post(Contest.TASKS + "/" + task + "/recuse", Map.of("reason", "认识该教师"))
                .status())
        .isEqualTo(200);
    assertThat(one.api().get(Contest.TASKS + "/" + task).status()).isEqualTo(404);
    JsonNode panel =
        Contest.panels(
                organiser(),
                round,
                all -> {
                  String now = all.getFirst().at("/seats/0/reviewer").asText();
                  return !now.isEmpty() && !now.equals(one.account());
                })
            .getFirst();
    assertThat(panel.path("seats").findValuesAsText("reviewer"))
        .hasSize(3)
        .doesNotContain(one.account());
    Contest.step(organiser(), round, Map.of("step", "cancel", "reason", "试验"));
  }
}
