package org.keqiao.selection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;
import org.keqiao.media.Films;

/** What organisers, curators and reviewers of a round do, step by step, through the API. */
public final class Contest {

  /** Where rounds are. */
  public static final String ROUNDS = "/api/v1/rounds";

  static final String TASKS = "/api/v1/review-tasks";
  static final String SUBMISSIONS = "/api/v1/submissions";

  /** Everything but what makes one lesson another: content that a curator has brought already. */
  private static final Map<String, Map<String, String>> FILES = new ConcurrentHashMap<>();

  private static final List<String> CRITERIA =
      List.of("politics", "guidance", "science", "fitness", "form", "timeliness", "public-good");

  private Contest() {}

  /** A round that is planned, with windows far enough away. */
  public static Map<String, Object> plan(String id, String level, String place) {
    Map<String, Object> round = new HashMap<>();
    round.put("id", id);
    round.put("title", "遴选 " + id);
    round.put("level", level);
    if (!place.isEmpty()) {
      round.put("place", place);
    }
    Instant now = Instant.now();
    List<String> names = List.of("opens", "closes", "decides", "announces", "ends");
    Map<String, String> windows = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      windows.put(names.get(i), now.plus(Duration.ofDays(i + 1)).toString());
    }
    round.put("windows", windows);
    round.put("onePerNode", false);
    return round;
  }

  /** Plans a round. */
  public static Answer create(Api organiser, Map<String, Object> plan) {
    Answer made = organiser.post(ROUNDS, plan);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  /** Takes a step now. */
  public static Answer step(Api organiser, String round, String step) {
    return step(organiser, round, Map.of("step", step));
  }

  /** Takes a step now, with all that is asked of it. */
  public static Answer step(Api organiser, String round, Map<String, Object> stepping) {
    Answer now = organiser.get(ROUNDS + "/" + round);
    Answer stepped =
        organiser.post(ROUNDS + "/" + round + "/steps", stepping, "If-Match", now.etag());
    assertThat(stepped.status()).as(stepped.body().toString()).isEqualTo(200);
    return stepped;
  }

  private static Map<String, String> files(Curator curator, String school) {
    return FILES.computeIfAbsent(
        school,
        name -> {
          try {
            Answer lesson =
                curator.withPapers(curator.draft("材料"), "plan", "tasks", "slides", "exercises");
            Answer whole = curator.attachVideo(lesson, curator.upload("film.mp4", Films.lesson(2)));
            curator.awaitReady(whole);
            Map<String, String> known = new HashMap<>();
            whole
                .body()
                .path("parts")
                .properties()
                .forEach(part -> known.put(part.getKey(), part.getValue().path("sha256").asText()));
            return known;
          } catch (Exception failed) {
            throw new IllegalStateException(failed);
          }
        });
  }

  /** A whole lesson of a teacher, which differs from others by its captions. */
  public static Answer lesson(Api api, String school, String title, String teacher, String node) {
    Curator curator = new Curator(api);
    Map<String, String> files = files(curator, school);
    Answer lesson =
        curator.draft(
            Map.of("title", title, "teacher", teacher, "node", node, "lessonClass", "subject"));
    assertThat(lesson.status()).as(lesson.body().toString()).isEqualTo(201);
    for (Map.Entry<String, String> file : files.entrySet()) {
      lesson =
          api.put(
              "/api/v1/lessons/%s/parts/%s".formatted(lesson.id(), file.getKey()),
              Map.of("sha256", file.getValue(), "name", teacher + "." + file.getKey()),
              "If-Match",
              lesson.etag());
      assertThat(lesson.status()).as(lesson.body().toString()).isEqualTo(200);
    }
    byte[] words =
        "WEBVTT\n\n00:00.000 --> 00:02.000\n%s %s\n"
            .formatted(title, teacher)
            .getBytes(StandardCharsets.UTF_8);
    lesson =
        api.put(
            "/api/v1/lessons/%s/captions/zh-CN".formatted(lesson.id()),
            Map.of("uploadId", curator.upload("captions.vtt", words).id()),
            "If-Match",
            lesson.etag());
    assertThat(lesson.status()).as(lesson.body().toString()).isEqualTo(200);
    return lesson;
  }

  /** Hands a lesson in. */
  public static Answer submit(Api curator, String round, String lesson) {
    return curator.post(ROUNDS + "/" + round + "/submissions", Map.of("lesson", lesson));
  }

  /** Somebody who reviews in a region. */
  static Reviewer reviewer(String login, String scope, String school, List<String> subjects) {
    Map<String, Object> account = new HashMap<>();
    account.put("login", login);
    account.put("name", "评审 " + login);
    account.put("roles", List.of(Map.of("role", "reviewer", "scope", scope)));
    account.put("profile", Map.of("subjects", subjects));
    if (!school.isEmpty()) {
      account.put("school", school);
    }
    Answer made = Town.as("admin").post("/api/v1/accounts", account);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    Api api =
        Api.at(Town.address()).signInFirst(login, made.body().path("initialPassword").asText());
    return new Reviewer(made.id(), login, api);
  }

  /** An account that reviews. */
  record Reviewer(String account, String login, Api api) {

    /** What she has to score in a round. */
    List<JsonNode> tasks(String round, String state) {
      return all(api, TASKS + "?limit=100&state=" + state + "&round=" + round);
    }

    Answer claim(String task) {
      return api.post(TASKS + "/" + task + "/claim");
    }

    Answer score(String task, int points) {
      Map<String, Integer> sheet = new HashMap<>();
      CRITERIA.forEach(each -> sheet.put(each, points));
      return api.post(
          TASKS + "/" + task + "/score",
          Map.of(
              "points",
              sheet,
              "reasons",
              List.of("poor-sound"),
              "publicNote",
              "声音可以更清楚",
              "internalNote",
              "内部意见"));
    }
  }

  /** The panels of a round, as soon as lists show what is expected of them. */
  static List<JsonNode> panels(Api organiser, String round, Predicate<List<JsonNode>> expected) {
    return Curator.await(() -> all(organiser, ROUNDS + "/" + round + "/panels"), expected);
  }

  /** Tasks that somebody has in some panels, by their ids. */
  static List<String> tasksOf(List<JsonNode> panels, String account) {
    List<String> tasks = new ArrayList<>();
    for (JsonNode panel : panels) {
      for (JsonNode seat : panel.path("seats")) {
        if (seat.path("reviewer").asText().equals(account)
            && seat.path("state").asText().equals("assigned")) {
          tasks.add(panel.path("id").asText() + "-" + seat.path("number").asText());
        }
      }
    }
    return tasks;
  }

  /** Every item of a list, page by page. */
  public static List<JsonNode> all(Api api, String address) {
    List<JsonNode> items = new ArrayList<>();
    Answer page = api.get(address);
    while (true) {
      assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
      page.body().path("items").forEach(items::add);
      String next = page.body().path("next").asText("");
      if (next.isEmpty() || next.equals("null")) {
        return items;
      }
      page = api.get(address + (address.contains("?") ? "&" : "?") + "cursor=" + next);
    }
  }
}
