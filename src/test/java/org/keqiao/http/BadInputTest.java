package org.keqiao.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Bad input gets a problem with a stable code and a sentence, never a stack trace. */
class BadInputTest {

  private static final String LESSONS = "/api/v1/lessons";

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.body().path("detail").asText()).isNotBlank();
    assertThat(answer.body().toString()).doesNotContain("java.", "Exception", "\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":                            | 400 | malformed-json",
        "[1,2,3]                                | 422 | invalid",
        "null                                   | 400 | body-missing",
        "{\"title\":\"x\",\"titel\":\"y\"}      | 422 | invalid",
        "{\"title\":7}                          | 422 | invalid",
        "{\"title\":\"x\",\"keywords\":\"y\"}   | 422 | invalid",
        "{\"title\":\"x\",\"keywords\":[null]}  | 422 | invalid",
        "{\"title\":\"\"}                       | 422 | invalid",
        "{}                                     | 422 | invalid",
        "{\"title\":\"x\",\"subject\":\"magic\"}| 422 | invalid",
        "{\"title\":\"x\",\"node\":\"no-such\"} | 422 | invalid",
        "{\"title\":\"x\",\"textbook\":\"../a\"}| 422 | invalid",
        "{\"title\":\"x\"} trailing             | 400 | malformed-json",
        "{\"title\":\"x\",\"title\":\"y\"}      | 400 | malformed-json"
      })
  void lesson_withBadBody_isRefused(String body, int status, String code) {
    assertProblem(Api.as("curator").post(LESSONS, body), status, code);
  }

  @Test
  void violations_ofOneBody_areAllNamed() {
    Answer answer =
        Api.as("curator").post(LESSONS, Map.of("title", " ", "subject", "magic", "grade", "g99"));
    assertThat(answer.body().path("violations").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/title", "/subject", "/grade");
  }

  @Test
  void body_ofTenMegabytes_isTooLarge() {
    String body = "{\"title\":\"" + "长".repeat(10 << 20) + "\"}";
    Answer answer = Api.as("curator").post(LESSONS, body);
    assertProblem(answer, 413, "body-too-large");
  }

  @Test
  void body_deeplyNested_isRefused() {
    assertProblem(Api.as("curator").post(LESSONS, "[".repeat(100_000)), 400, "malformed-json");
  }

  @Test
  void body_ofAnotherType_isUnsupported() {
    Answer answer = Api.as("curator").post(LESSONS, "title=x", "Content-Type", "text/plain");
    assertProblem(answer, 415, "unsupported-type");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/lessons/..%2F..%2Fetc%2Fpasswd",
    "/api/v1/lessons/%2e%2e",
    "/api/v1/lessons/UPPER",
    "/api/v1/lessons/a%00b",
    "/api/v1/lessons/-x",
    "/api/v1/schools/..%5C..%5Cx",
    "/web/..%2F..%2Fopenapi.yaml",
    "/webjars/..%2F..%2Fx"
  })
  void id_thatIsNone_isNotFound(String path) {
    Answer answer = Api.as("curator").get(path);
    assertThat(answer.status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0",
    "limit=101",
    "limit=x",
    "cursor=%25",
    "cursor=bm8",
    "colour=red",
    "sort=best",
    "mine=perhaps"
  })
  void list_withBadParameter_isRefused(String query) {
    assertProblem(Api.as("teacher").get(LESSONS + "?" + query), 422, "invalid");
  }

  @Test
  void token_thatIsForeignOrGarbled_isRefused() {
    String foreign =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhLTEiLCJpc3MiOiJrZXFpYW8iLCJleHAiOjQ4MDAwMDAwMDB9."
            + "dHJ1c3QgbWU";
    String unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhLTEiLCJleHAiOjQ4MDAwMDAwMDB9.";
    for (String token : List.of(foreign, unsigned, "x", "a.b.c")) {
      assertProblem(Api.anonymous().withToken(token).get("/api/v1/me"), 401, "token-invalid");
    }
  }

  @Test
  void change_withoutVersion_isRefused() {
    Answer lesson = Api.as("curator").post(LESSONS, Map.of("title", "版本"));
    String path = LESSONS + "/" + lesson.id();
    assertProblem(Api.as("curator").patch(path, Map.of("title", "x")), 428, "version-missing");
    Answer stale = Api.as("curator").patch(path, Map.of("title", "x"), "If-Match", "\"9\"");
    assertProblem(stale, 412, "stale-version");
    assertThat(stale.etag()).isEqualTo("\"1\"");
  }

  @Test
  void problem_inEnglish_whenAskedFor() {
    Answer answer = Api.anonymous().get("/api/v1/me", "Accept-Language", "en-GB");
    assertThat(answer.body().path("detail").asText()).isEqualTo("Sign in first.");
  }

  @Test
  void method_thatIsNotThere_isRefused() {
    assertProblem(
        Api.as("curator").send("DELETE", "/api/v1/me", BodyPublishers.noBody()),
        405,
        "wrong-method");
  }
}
