package org.keqiao.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.ids;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Town;

/** Regions, schools and classes are kept by those who keep the region. */
class SchoolTest {

  private static final String REGIONS = "/api/v1/regions";
  private static final String SCHOOLS = "/api/v1/schools";
  private static final String CLASSES = "/api/v1/classes";

  private static Api bureau() {
    return Town.as("bureau-admin");
  }

  private static Map<String, Object> school(String id, String region) {
    return Map.of(
        "id",
        id,
        "name",
        "测试小学",
        "region",
        region,
        "areaCode",
        "220",
        "stages",
        List.of("primary"));
  }

  @ParameterizedTest
  @CsvSource({
    "621121213,   township, 621121",
    "621121101201, village, 621121101",
  })
  void region_belowOneThatIsThere_hasTheLevelOfItsCode(String code, String level, String parent) {
    Answer made = bureau().post(REGIONS, Map.of("code", code, "name", "新地方"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("level").asText()).isEqualTo(level);
    assertThat(made.body().path("parent").asText()).isEqualTo(parent);
    Answer renamed =
        bureau().patch(REGIONS + "/" + code, Map.of("name", "改名"), "If-Match", made.etag());
    assertThat(renamed.body().path("name").asText()).isEqualTo("改名");
    assertThat(bureau().delete(REGIONS + "/" + code, "If-Match", renamed.etag()).status())
        .isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"62112", "6211210000", "abcdef", "001122", "621121000"})
  void region_whoseCodeIsNone_isRefused(String code) {
    Answer answer = bureau().post(REGIONS, Map.of("code", code, "name", "无"));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("region-code");
  }

  @Test
  void region_whoseParentIsMissing_isRefused() {
    Answer answer = Town.as("admin").post(REGIONS, Map.of("code", "110101", "name", "东城区"));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("region-without-parent");
  }

  @Test
  void region_ofAnotherCounty_isNotTheBureausToChange() {
    assertThat(bureau().post(REGIONS, Map.of("code", "621102199", "name", "别处")).status())
        .isEqualTo(403);
    Answer there = bureau().get(REGIONS + "/621102");
    assertThat(
            bureau()
                .patch(REGIONS + "/621102", Map.of("name", "别处"), "If-Match", there.etag())
                .status())
        .isEqualTo(403);
  }

  @Test
  void region_thatSchoolsStandIn_stays() {
    Answer region = bureau().get(REGIONS + "/621121101");
    assertThat(bureau().delete(REGIONS + "/621121101", "If-Match", region.etag()).code())
        .isEqualTo("region-in-use");
  }

  @Test
  void school_isMadeChangedAndDeletedByItsBureau() {
    Answer made = bureau().post(SCHOOLS, school("test-made", "621121101"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.body().path("kind").asText()).isEqualTo("rural");
    Map<String, Object> more =
        Map.of("pupils", 91, "rooms", Map.of("classroom", 7), "equipment", Map.of("screen", 3));
    Answer changed = bureau().patch(SCHOOLS + "/test-made", more, "If-Match", made.etag());
    assertThat(changed.body().at("/rooms/classroom").asInt()).isEqualTo(7);
    assertThat(bureau().patch(SCHOOLS + "/test-made", more).status()).isEqualTo(428);
    assertThat(bureau().patch(SCHOOLS + "/test-made", more, "If-Match", made.etag()).status())
        .isEqualTo(412);
    assertThat(bureau().delete(SCHOOLS + "/test-made", "If-Match", changed.etag()).status())
        .isEqualTo(204);
    assertThat(bureau().get(SCHOOLS + "/test-made").status()).isEqualTo(404);
  }

  @Test
  void school_whoseKindIsAgainstItsAreaCode_isRefused() {
    Answer answer =
        bureau()
            .post(
                SCHOOLS,
                Map.of(
                    "name",
                    "测试",
                    "region",
                    "621121101",
                    "areaCode",
                    "111",
                    "kind",
                    "rural",
                    "stages",
                    List.of("primary")));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("kind-against-area-code");
  }

  /** It would be a node of the tree that roles hold in. */
  @Test
  void school_namedLikeARegion_isRefused() {
    Answer answer = bureau().post(SCHOOLS, school("110000", "621121101"));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("school-id-form");
  }

  @Test
  void school_inAnotherCounty_isNotTheBureausToMakeOrToMoveThere() {
    assertThat(bureau().post(SCHOOLS, school("test-away", Town.ANDING)).status()).isEqualTo(403);
    Answer own = bureau().get(SCHOOLS + "/" + Town.SHIPO);
    Answer moved =
        bureau()
            .patch(
                SCHOOLS + "/" + Town.SHIPO, Map.of("region", Town.ANDING), "If-Match", own.etag());
    assertThat(moved.body().at("/violations/0/code").asText()).isEqualTo("beyond-reach");
  }

  @Test
  void schools_ofARegion_areThoseBelowItToo() {
    List<String> found = ids(bureau().get(SCHOOLS + "?limit=100&region=" + Town.TONGWEI));
    assertThat(found).contains(Town.LIUWAN, Town.SHIPO).doesNotContain(Town.TINGSONG);
  }

  @Test
  void class_isMadeChangedAndDeletedByItsSchool() {
    Api school = Town.member("school-admin", Town.SHIPO);
    Answer made =
        school.post(
            CLASSES, Map.of("school", Town.SHIPO, "grade", "g4", "entryYear", 2023, "number", 2));
    assertThat(made.status()).isEqualTo(201);
    String path = CLASSES + "/" + made.id();
    Answer changed = school.patch(path, Map.of("pupils", 21), "If-Match", made.etag());
    assertThat(changed.body().path("pupils").asInt()).isEqualTo(21);
    assertThat(Town.member("teacher", Town.SHIPO).get(path).status()).isEqualTo(200);
    assertThat(bureau().get(SCHOOLS + "/" + Town.SHIPO).status()).isEqualTo(200);
    String version = bureau().get(SCHOOLS + "/" + Town.SHIPO).etag();
    assertThat(bureau().delete(SCHOOLS + "/" + Town.SHIPO, "If-Match", version).code())
        .isEqualTo("school-in-use");
    assertThat(school.delete(path, "If-Match", changed.etag()).status()).isEqualTo(204);
  }

  @Test
  void class_ofAnotherSchool_cannotBeMade() {
    Answer answer =
        Town.member("school-admin", Town.SHIPO)
            .post(
                CLASSES,
                Map.of("school", Town.LIUWAN, "grade", "g4", "entryYear", 2023, "number", 2));
    assertThat(answer.body().at("/violations/0/code").asText()).isEqualTo("school-not-found");
  }
}
