package org.keqiao.pairing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;

/** A bureau plans for its county, changes the draft, and issues it as proposals. */
class PlanTest {

  private static final String PLANS = "/api/v1/pairing/plans";
  private static final String COUNTY = "610121";
  private static final String CITY = "plan-city";

  private static Api bureau() {
    return Town.official("bureau-admin", COUNTY);
  }

  /** A county of its own: one urban school with two places, three villages that need English. */
  @BeforeAll
  static void settle() {
    Api admin = Town.as("admin");
    for (String code : List.of("610000", "610100", COUNTY)) {
      admin.post("/api/v1/regions", Map.of("code", code, "name", "方案" + code));
    }
    school(CITY, "121");
    make(
        "offers",
        Map.of(
            "school",
            CITY,
            "courses",
            List.of(Map.of("subject", "english", "grades", List.of("g3", "g4"))),
            "hours",
            3,
            "partners",
            2));
    for (String village : List.of("plan-a", "plan-b", "plan-c")) {
      school(village, "220");
      make("needs", Map.of("school", village, "subject", "english", "grade", "g3", "hours", 2));
    }
    school("plan-d", "220");
    make("needs", Map.of("school", "plan-d", "subject", "physics", "grade", "g8", "hours", 2));
  }

  private static void school(String id, String area) {
    make(
        "schools",
        Map.of(
            "id",
            id,
            "name",
            id,
            "region",
            COUNTY,
            "areaCode",
            area,
            "stages",
            List.of("primary"),
            "lineKbps",
            id.equals("plan-c") ? 100 : 4000));
  }

  private static void make(String kind, Map<String, Object> body) {
    Answer made = Town.as("admin").post("/api/v1/" + kind, body);
    assertThat(made.status()).as(made.body().toString()).isIn(201, 409);
  }

  private static Answer plan() {
    Answer made = bureau().post(PLANS, Map.of("region", COUNTY));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made;
  }

  private static List<JsonNode> list(Answer plan, String what) {
    List<JsonNode> items = new ArrayList<>();
    Answer page = bureau().get(PLANS + "/" + plan.id() + "/" + what + "?limit=1");
    page.body().path("items").forEach(items::add);
    while (page.body().path("next").isTextual()) {
      page =
          bureau()
              .get(
                  PLANS
                      + "/"
                      + plan.id()
                      + "/"
                      + what
                      + "?limit=1&cursor="
                      + page.body().path("next").asText());
      page.body().path("items").forEach(items::add);
    }
    return items;
  }

  private static Set<String> rural(Answer plan) {
    Set<String> schools = new TreeSet<>();
    list(plan, "pairs").forEach(pair -> schools.add(pair.path("rural").asText()));
    return schools;
  }

  private static Answer edit(Answer plan, Map<?, ?>... edits) {
    return bureau()
        .post(
            PLANS + "/" + plan.id() + "/edits",
            Map.of("edits", List.of(edits)),
            "If-Match",
            plan.etag());
  }

  @Test
  void plan_ofACounty_coversAsManyAsThereArePlacesAndSaysWhyNotMore() {
    Answer plan = plan();
    assertThat(plan.body().path("rural").asInt()).isEqualTo(4);
    assertThat(plan.body().path("covered").asInt()).isEqualTo(2);
    assertThat(rural(plan)).containsExactly("plan-a", "plan-b");
    assertThat(list(plan, "uncovered"))
        .extracting(left -> left.path("rural").asText() + " " + left.path("reason").asText())
        .containsExactly("plan-c no-capacity", "plan-d no-subject");
  }

  @Test
  void pair_inAPlan_isExplainedAndSharesTheHoursOfItsPartner() {
    List<JsonNode> pairs = list(plan(), "pairs");
    assertThat(pairs).allMatch(pair -> pair.path("why").size() == 7);
    assertThat(pairs.getFirst().path("why").findValuesAsText("sentence"))
        .contains("两校在同一县区。", "所需课时中有 100% 的学科和年级对方能教。");
    assertThat(pairs.stream().mapToInt(pair -> pair.path("hours").asInt()).sum()).isEqualTo(3);
  }

  @Test
  void plan_askedForTwiceByName_isThereOnce() {
    Map<String, Object> body = Map.of("id", "plan-once", "region", COUNTY);
    Answer first = bureau().post(PLANS, body);
    assertThat(bureau().post(PLANS, body).body()).isEqualTo(first.body());
    Answer other =
        bureau()
            .post(PLANS, Map.of("id", "plan-once", "region", COUNTY, "weights", Map.of("line", 1)));
    assertThat(other.code()).isEqualTo("plan-exists");
  }

  @Test
  void plan_changed_keepsWhatIsPinnedWhenItIsMadeAnew() {
    Answer edited =
        edit(
            plan(),
            Map.of("op", "remove", "rural", "plan-a"),
            Map.of("op", "pair", "rural", "plan-c", "urban", CITY));
    assertThat(rural(edited)).containsExactly("plan-b", "plan-c");
    Answer again = bureau().transition(PLANS + "/" + edited.id() + "/replan", edited.etag());
    assertThat(again.status()).isEqualTo(200);
    assertThat(rural(again)).contains("plan-c").hasSize(2);
  }

  @Test
  void plan_changedBeyondWhatIsThere_isRefusedWhole() {
    Answer plan = plan();
    Answer full = edit(plan, Map.of("op", "pair", "rural", "plan-c", "urban", CITY));
    assertThat(full.body().at("/violations/0/code").asText()).isEqualTo("partner-full");
    Answer unknown =
        edit(
            plan,
            Map.of("op", "remove", "rural", "plan-a"),
            Map.of("op", "pin", "rural", "plan-c"),
            Map.of("op", "pair", "rural", "plan-b", "urban", "nobody"),
            Map.of("op", "swap", "rural", "plan-b", "other", Town.LIUWAN));
    assertThat(unknown.body().path("violations").findValuesAsText("code"))
        .containsExactly("pair-missing", "offer-missing", "school-not-found");
    assertThat(rural(plan)).containsExactly("plan-a", "plan-b");
  }

  @Test
  void plan_issuedTwice_proposesEachAgreementOnce() {
    Api admin = Town.as("admin");
    String county = "610122";
    admin.post("/api/v1/regions", Map.of("code", county, "name", "下发县"));
    for (String id : List.of("issue-city", "issue-a", "issue-b")) {
      make(
          "schools",
          Map.of(
              "id",
              id,
              "name",
              id,
              "region",
              county,
              "areaCode",
              id.equals("issue-city") ? "121" : "220",
              "stages",
              List.of("primary")));
    }
    make(
        "offers",
        Map.of(
            "school",
            "issue-city",
            "courses",
            List.of(Map.of("subject", "music", "grades", List.of("g3"))),
            "hours",
            4,
            "partners",
            2));
    Answer plan = admin.post(PLANS, Map.of("region", county));
    Map<String, String> term = Map.of("from", "2099-09-01", "to", "2100-01-10");
    String path = PLANS + "/" + plan.id();
    Answer issued = admin.post(path + "/issue", term, "If-Match", plan.etag());
    assertThat(issued.body().path("state").asText()).isEqualTo("issued");
    assertThat(admin.post(path + "/issue", term, "If-Match", plan.etag()).status()).isEqualTo(200);
    Answer replanned = admin.post(PLANS, Map.of("region", county));
    assertThat(replanned.body().path("covered").asInt()).isEqualTo(2);
    Answer pairs = admin.get(PLANS + "/" + replanned.id() + "/pairs");
    assertThat(pairs.body().path("items").findValuesAsText("origin"))
        .containsExactly("standing", "standing");
    Answer agreements =
        Curator.await(
            () -> admin.get("/api/v1/agreements?school=issue-city&state=proposed"),
            found -> found.body().path("items").size() == 2);
    assertThat(agreements.body().path("items")).hasSize(2);
    assertThat(agreements.body().at("/items/0/current/terms/courses/0/subject").asText())
        .isEqualTo("music");
    assertThat(admin.delete(path, "If-Match", issued.etag()).code()).isEqualTo("plan-issued");
    assertThat(edit(issued, Map.of("op", "remove", "rural", "issue-a")).status()).isEqualTo(404);
  }

  @Test
  void plan_ofARegionBeyondReach_isForbidden() {
    assertThat(bureau().post(PLANS, Map.of("region", Town.TONGWEI)).status()).isEqualTo(403);
  }
}
