package org.keqiao.pairing.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.ids;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Town;

/** A rural school states what it needs, an urban one what it offers. */
class StatementTest {

  private static final String NEEDS = "/api/v1/needs";
  private static final String OFFERS = "/api/v1/offers";
  private static final String WENLAN = "tongwei-wenlan-primary";

  private static Api liuwan() {
    return Town.member("school-admin", Town.LIUWAN);
  }

  private static Map<String, Object> need(String school) {
    return new HashMap<>(
        Map.of(
            "school", school, "subject", "english", "grade", "g5", "edition", "pep", "hours", 2));
  }

  @Test
  void need_stated_isReadListedChangedAndTakenBack() {
    Answer made = liuwan().post(NEEDS, need(Town.LIUWAN));
    assertThat(made.status()).isEqualTo(201);
    String path = NEEDS + "/" + made.id();
    assertThat(Town.as("bureau-admin").get(path).body().path("hours").asInt()).isEqualTo(2);
    Answer listed =
        Curator.await(
            () -> liuwan().get(NEEDS + "?limit=100&subject=english&school=" + Town.LIUWAN),
            found -> ids(found).contains(made.id()));
    assertThat(ids(listed)).contains(made.id());
    Answer changed = liuwan().patch(path, Map.of("hours", 4), "If-Match", made.etag());
    assertThat(changed.body().path("hours").asInt()).isEqualTo(4);
    assertThat(liuwan().patch(path, Map.of("hours", 5), "If-Match", made.etag()).status())
        .isEqualTo(412);
    assertThat(liuwan().delete(path, "If-Match", changed.etag()).status()).isEqualTo(204);
    assertThat(liuwan().get(path).code()).isEqualTo("need-not-found");
  }

  @ParameterizedTest
  @CsvSource({
    "subject, sorcery, /subject",
    "grade,   g77,     /grade",
    "edition, nobody,  /edition",
    "room,    cellar,  /room",
  })
  void need_inUnknownWords_isRefusedWhereTheyStand(String field, String word, String pointer) {
    Map<String, Object> need = need(Town.LIUWAN);
    need.put(field, word);
    Answer answer = liuwan().post(NEEDS, need);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().at("/violations/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("unknown-term");
  }

  @Test
  void need_withTimesThatAreNone_isRefused() {
    Map<String, Object> need = need(Town.LIUWAN);
    need.put(
        "times",
        List.of(
            Map.of("weekday", 8, "period", 1),
            Map.of("weekday", 1),
            Map.of("weekday", 1, "from", "10:00", "to", "09:00")));
    assertThat(liuwan().post(NEEDS, need).body().path("violations").findValuesAsText("code"))
        .containsExactly("number-range", "week-time", "week-time-order");
  }

  @Test
  void need_ofASchoolBeyondReach_isRefusedAsIfThereWereNoSuchSchool() {
    Answer answer = liuwan().post(NEEDS, need(Town.SHIPO));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("school-not-found");
  }

  @Test
  void statement_ofTheWrongKindOfSchool_isRefused() {
    Answer need = Town.as("bureau-admin").post(NEEDS, need(WENLAN));
    assertThat(need.body().at("/violations/0/code").asText()).isEqualTo("rural-school");
    Answer offer = Town.as("bureau-admin").post(OFFERS, offer(Town.LIUWAN));
    assertThat(offer.body().at("/violations/0/code").asText()).isEqualTo("urban-school");
  }

  private static Map<String, Object> offer(String school) {
    return Map.of(
        "school",
        school,
        "courses",
        List.of(Map.of("subject", "music", "grades", List.of("g3"))),
        "hours",
        3,
        "partners",
        2);
  }

  @Test
  void offer_stated_isReadByTheBureau() {
    Answer made = Town.member("school-admin", WENLAN).post(OFFERS, offer(WENLAN));
    assertThat(made.status()).isEqualTo(201);
    Answer read = Town.as("bureau-admin").get(OFFERS + "/" + made.id());
    assertThat(read.body().at("/courses/0/teachers").asInt()).isEqualTo(1);
    assertThat(
            Town.member("school-admin", WENLAN)
                .delete(OFFERS + "/" + made.id(), "If-Match", made.etag())
                .status())
        .isEqualTo(204);
  }
}
