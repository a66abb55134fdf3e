package org.keqiao.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.fixture.Hits.count;
import static org.keqiao.fixture.Hits.ids;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.fixture.Town;
import org.keqiao.media.Films;

/**
 * What a school in Tongwei keeps to itself cannot be reached by anybody of Anding, whatever her
 * role there: not by guessing ids, nor by search, facets, suggestions, media, uploads, jobs or the
 * audit.
 */
class TenantTest {

  private static final String WORD = "骆驼刺采样手记";
  private static final Curator TENANT = new Curator(Town.colleague("curator", Town.SHIPO));

  private static Answer draft;
  private static Answer withdrawn;
  private static Answer upload;
  private static String film;
  private static String job;

  @BeforeAll
  static void fill() throws Exception {
    Answer empty =
        TENANT.draft(Map.of("title", WORD, "node", "pep-math-3a-8-3", "keywords", List.of(WORD)));
    upload = TENANT.upload("plan.png", Scans.page(WORD));
    draft = TENANT.attach(empty, "plan", upload);
    job = draft.body().at("/parts/plan/job").asText();
    TENANT.awaitJob(job);
    Answer published = TENANT.published(WORD + "二", Films.lesson(4));
    film = published.body().at("/parts/video/sha256").asText();
    withdrawn =
        TENANT
            .api()
            .transition("/api/v1/lessons/" + published.id() + "/withdraw", published.etag());
    assertThat(withdrawn.status()).isEqualTo(200);
    Curator.await(
        () -> TENANT.api().get("/api/v1/lessons?mine=true&state=withdrawn"),
        found -> ids(found).contains(withdrawn.id()));
  }

  /** Everybody of Anding who is somebody there. */
  private static Stream<Api> strangers() {
    return Stream.of(
        Town.member("teacher", Town.TINGSONG),
        Town.member("curator", Town.TINGSONG),
        Town.member("school-admin", Town.TINGSONG),
        Town.official("curator", Town.ANDING),
        Town.official("reviewer", Town.ANDING),
        Town.official("bureau-admin", Town.ANDING));
  }

  /** Nobody hears more of it than that there is no such thing, or that she may not ask. */
  private static void assertHidden(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isIn(403, 404, 410);
    assertThat(answer.body().toString()).doesNotContain(WORD);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void lessons_byTheirIds_areNotThere(Api stranger) {
    for (Answer lesson : List.of(draft, withdrawn)) {
      String path = "/api/v1/lessons/" + lesson.id();
      for (String more : List.of("", "/play", "/bundle", "/similar", "/parts/plan")) {
        assertHidden(stranger.get(path + more));
      }
      assertHidden(stranger.patch(path, Map.of("title", "我的"), "If-Match", lesson.etag()));
      assertHidden(stranger.transition(path + "/publish", lesson.etag()));
      assertHidden(stranger.delete(path, "If-Match", lesson.etag()));
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void lessons_bySearchFacetsAndSuggestions_areNeitherFoundNorCounted(Api stranger) {
    Answer found = stranger.get("/api/v1/lessons?limit=100&explain=true&q=" + Api.encode(WORD));
    assertThat(ids(found)).doesNotContain(draft.id(), withdrawn.id());
    assertThat(found.body().toString()).doesNotContain(WORD);
    Answer onNode = stranger.get("/api/v1/lessons?limit=100&node=pep-math-3a-8-3");
    assertThat(ids(onNode)).doesNotContain(draft.id(), withdrawn.id());
    assertThat(count(onNode, "subject", "math")).isEqualTo(ids(onNode).size());
    assertThat(onNode.body().path("total").asInt()).isEqualTo(ids(onNode).size());
    assertThat(
            stranger
                .get("/api/v1/suggestions?q=" + Api.encode(WORD.substring(0, 3)))
                .body()
                .toString())
        .doesNotContain(WORD);
    assertThat(ids(stranger.get("/api/v1/lessons?mine=true&limit=100")))
        .doesNotContain(draft.id(), withdrawn.id());
    assertThat(stranger.get("/api/v1/lessons?state=draft").status()).isEqualTo(403);
    assertThat(ids(stranger.get("/api/v1/collections?limit=100")).toString())
        .doesNotContain(draft.id());
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void media_ofTheTenant_opensToNoTokenButItsOwn(Api stranger) throws Exception {
    Answer own =
        new Curator(Town.member("curator", Town.TINGSONG)).published("别的", Films.lesson(2));
    String hls = stranger.get("/api/v1/lessons/" + own.id() + "/play").body().path("hls").asText();
    String ofAnother = hls.replace(own.body().at("/parts/video/sha256").asText(), film);
    assertThat(ofAnother).isNotEqualTo(hls);
    assertThat(stranger.get(ofAnother).status()).isIn(401, 403, 404);
    assertThat(stranger.get("/media/none/" + film + "/video.m3u8").status()).isIn(401, 403, 404);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void content_byItsHash_isNobodysButWhoseBroughtIt(Api stranger) {
    Answer own = stranger.post("/api/v1/lessons", Map.of("title", "借来的"));
    if (own.status() == 201) {
      Answer borrowed =
          stranger.put(
              "/api/v1/lessons/" + own.id() + "/parts/video",
              Map.of("sha256", film, "name", "film.mp4"),
              "If-Match",
              own.etag());
      assertThat(borrowed.code()).isEqualTo("blob-not-found");
      Answer taken =
          stranger.put(
              "/api/v1/lessons/" + own.id() + "/parts/plan",
              Map.of("uploadId", upload.id()),
              "If-Match",
              own.etag());
      assertThat(taken.code()).isEqualTo("upload-not-found");
    } else {
      assertThat(own.status()).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void uploadsAndJobs_byTheirIds_areNotThere(Api stranger) {
    assertHidden(stranger.get("/api/v1/uploads/" + upload.id()));
    assertHidden(stranger.putBytes("/api/v1/uploads/" + upload.id(), new byte[3]));
    assertHidden(stranger.get("/api/v1/uploads/" + upload.id() + "?token=guess"));
    for (String more : List.of("", "/events")) {
      assertHidden(stranger.get("/api/v1/jobs/" + job + more));
    }
    assertHidden(stranger.post("/api/v1/jobs/" + job + "/cancel"));
    Answer list = stranger.get("/api/v1/jobs?limit=100");
    assertThat(list.status() == 403 || !ids(list).contains(job)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void audit_ofTheTenant_isNotFound(Api stranger) {
    for (String query : List.of("record=lesson/" + draft.id(), "region=" + Town.SHIPO)) {
      Answer answer = stranger.get("/api/v1/audit?limit=100&" + query);
      assertThat(answer.status() == 403 || answer.body().path("items").isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void pairing_ofTheTenant_isNeitherReadNorListedNorSigned(Api stranger) {
    Api tenant = Town.member("school-admin", Town.SHIPO);
    Answer need =
        tenant.post(
            "/api/v1/needs",
            Map.of("school", Town.SHIPO, "subject", "art", "grade", "g2", "hours", 1));
    Answer agreement = tenant.post("/api/v1/agreements", agreement());
    Answer plan = Town.as("bureau-admin").post("/api/v1/pairing/plans", Map.of("region", "621121"));
    String signed = "/api/v1/agreements/" + agreement.id();
    Map<String, String> hash = Map.of("hash", agreement.body().at("/current/hash").asText());
    assertHidden(stranger.get("/api/v1/needs/" + need.id()));
    assertHidden(stranger.get(signed));
    assertHidden(stranger.get("/api/v1/pairing/plans/" + plan.id()));
    assertHidden(stranger.get("/api/v1/pairing/plans/" + plan.id() + "/pairs"));
    for (String step : List.of("accept", "decline")) {
      assertHidden(stranger.post(signed + "/" + step, hash, "If-Match", agreement.etag()));
    }
    for (String step : List.of("amendments", "suspend", "resume", "end")) {
      assertHidden(stranger.post(signed + "/" + step, Map.of(), "If-Match", agreement.etag()));
    }
    for (String list : Set.of("/needs", "/agreements", "/pairing/plans")) {
      Answer answer = stranger.get("/api/v1" + list + "?limit=100");
      assertThat(answer.body().toString())
          .doesNotContain(need.id(), agreement.id(), plan.id(), WORD);
    }
  }

  /** Its contact is called by the word that nobody else may see. */
  private static Map<String, Object> agreement() {
    return Map.of(
        "urban",
        "tongwei-wenlan-primary",
        "rural",
        Town.SHIPO,
        "terms",
        Map.of(
            "courses",
            List.of(Map.of("subject", "art")),
            "weeklyHours",
            1,
            "from",
            "2090-09-01",
            "to",
            "2091-01-10",
            "ruralContact",
            Map.of("name", WORD, "phone", "0932-555-0100")));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void peopleAndClasses_ofTheTenant_areNeitherReadNorListedNorExported(Api stranger) {
    Answer person = TENANT.api().get("/api/v1/me");
    Answer group =
        Town.member("school-admin", Town.SHIPO)
            .post(
                "/api/v1/classes",
                Map.of("school", Town.SHIPO, "grade", "g1", "entryYear", 2025, "number", 9));
    assertHidden(stranger.get("/api/v1/accounts/" + person.id()));
    for (String more : List.of("/password-reset", "/erasure")) {
      assertHidden(stranger.post("/api/v1/accounts/" + person.id() + more));
    }
    assertHidden(stranger.get("/api/v1/accounts/" + person.id() + "/personal-data"));
    assertHidden(stranger.get("/api/v1/classes/" + group.id()));
    for (String list : Set.of("/accounts", "/classes", "/rosters/accounts", "/rosters/classes")) {
      Answer answer =
          stranger.get("/api/v1" + list + (list.contains("roster") ? "" : "?limit=100"));
      assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).doesNotContain(Town.SHIPO);
    }
  }
}
