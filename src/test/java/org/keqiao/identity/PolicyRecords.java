package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Contract;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.fixture.Town;
import org.keqiao.selection.Contest;

/** One record of each kind, of a school in Tongwei and made by a curator there. */
record PolicyRecords(Map<String, String> ids) {

  /** What no record is called. */
  static final String MISSING = "nothing-here";

  /** Parameters of paths that name no record. */
  static final Map<String, String> OTHERS =
      Map.of("part", "plan", "language", "zh-CN", "sha256", "0".repeat(64));

  private static final Curator MAKER = new Curator(Town.colleague("curator", Town.LIUWAN));

  static PolicyRecords make() throws IOException {
    Map<String, String> ids = new HashMap<>();
    Answer lesson = MAKER.draft("政策");
    Answer page = MAKER.upload("plan.png", Scans.page("政策"));
    Answer filled = MAKER.attach(lesson, "plan", page);
    String job = filled.body().at("/parts/plan/job").asText();
    assertThat(MAKER.awaitJob(job).body().path("state").asText()).isEqualTo("done");
    ids.put("lessons", lesson.id());
    ids.put("jobs", job);
    ids.put("collections", make(MAKER.api(), "collections", Map.of("title", "政策")));
    ids.put(
        "classes",
        make(
            Town.as("admin"),
            "classes",
            Map.of("school", Town.LIUWAN, "grade", "g3", "entryYear", 2024, "number", 1)));
    ids.put(
        "accounts",
        make(
            Town.as("admin"),
            "accounts",
            Map.of(
                "login",
                "policy.teacher",
                "name",
                "政策",
                "school",
                Town.LIUWAN,
                "roles",
                List.of(Map.of("role", "teacher", "scope", Town.LIUWAN)))));
    ids.put("uploads", page.id());
    makePairing(ids);
    makeSelection(ids);
    ids.put("schools", Town.LIUWAN);
    ids.put("regions", "621121101");
    ids.put("textbooks", "pep-math-3a");
    return new PolicyRecords(ids);
  }

  /** Two rounds of the school: one that is scored, and one whose outcome is public. */
  private static void makeSelection(Map<String, String> ids) {
    Api admin = Town.as("admin");
    String lesson = Contest.lesson(MAKER.api(), Town.LIUWAN, "政策", "政策教师", "pep-math-3a-8-3").id();
    for (String round : List.of("policy-public", "policy")) {
      Contest.create(admin, Contest.plan(round, "school", Town.LIUWAN));
      Contest.step(admin, round, "open");
      ids.put("submissions", Contest.submit(MAKER.api(), round, lesson).id());
      Contest.step(admin, round, "review");
    }
    ids.put("rounds", "policy");
    ids.put(
        "review-tasks",
        Contest.all(admin, Contest.ROUNDS + "/policy/panels").getFirst().path("id").asText()
            + "-1");
    Contest.step(admin, "policy-public", "decide");
    Contest.step(admin, "policy-public", "announce");
    String decided =
        Contest.all(admin, Contest.ROUNDS + "/policy-public/submissions")
            .getFirst()
            .path("id")
            .asText();
    ids.put(
        "objections",
        make(
            admin,
            "rounds/policy-public/objections",
            Map.of("submission", decided, "reason", "政策")));
  }

  private static void makePairing(Map<String, String> ids) {
    String urban = "tongwei-wenlan-primary";
    List<Map<String, String>> courses = List.of(Map.of("subject", "english", "grade", "g3"));
    ids.put(
        "needs",
        make(
            Town.as("admin"),
            "needs",
            Map.of("school", Town.LIUWAN, "subject", "english", "grade", "g3", "hours", 1)));
    ids.put(
        "agreements",
        make(
            Town.as("admin"),
            "agreements",
            Map.of(
                "urban",
                urban,
                "rural",
                Town.LIUWAN,
                "terms",
                Map.of(
                    "courses",
                    courses,
                    "weeklyHours",
                    1,
                    "from",
                    "2090-09-01",
                    "to",
                    "2091-01-10"))));
    ids.put("pairing", make(Town.as("admin"), "pairing/plans", Map.of("region", "621121101")));
    ids.put(
        "offers",
        make(
            Town.as("admin"),
            "offers",
            Map.of(
                "school",
                urban,
                "courses",
                List.of(Map.of("subject", "english", "grades", List.of("g3"))),
                "hours",
                1,
                "partners",
                1)));
  }

  private static String make(Api api, String kind, Map<String, Object> about) {
    Answer made = api.post("/api/v1/" + kind, about);
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.id();
  }

  /** The kind of record that an operation treats: the part of its path before the id. */
  static String kind(Contract.Operation operation) {
    return operation.path().replaceFirst("/api/v1/", "").split("/", 2)[0];
  }

  /** A record that an operation treats; one that is spent by it where the caller may do that. */
  String id(Contract.Operation operation, boolean spent) {
    String kind = kind(operation);
    if (spent && kind.equals("uploads")) {
      return make(MAKER.api(), kind, Map.of("name", "film.mp4", "bytes", 1000));
    }
    assertThat(ids).as("a record for " + operation.path()).containsKey(kind);
    return ids.getOrDefault(kind, MISSING);
  }

  /** The content type that an operation takes. */
  static String type(Contract.Operation operation) {
    return operation.node().at("/requestBody/content").properties().stream()
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("application/json");
  }
}
