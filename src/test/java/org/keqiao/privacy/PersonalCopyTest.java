package org.keqiao.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Scans;
import org.keqiao.fixture.Town;

/** A person has a copy of what is kept about her, and so has whoever keeps her account. */
class PersonalCopyTest {

  private static final String MINE = "/api/v1/me/personal-data";
  private static final String NAME = "抄录人";

  private static Api person;
  private static String path;
  private static String lesson;
  private static String job;

  @BeforeAll
  static void work() throws IOException {
    Answer made =
        Town.as("admin")
            .post(
                "/api/v1/accounts",
                Map.of(
                    "login",
                    "copied",
                    "name",
                    NAME,
                    "school",
                    Town.SHIPO,
                    "roles",
                    List.of(Map.of("role", "curator", "scope", Town.SHIPO))));
    person =
        Api.at(Town.address()).signInFirst("copied", made.body().path("initialPassword").asText());
    path = "/api/v1/accounts/" + made.id() + "/personal-data";
    Curator curator = new Curator(person);
    Answer draft = curator.draft("抄录的课");
    Answer filled = curator.attach(draft, "plan", curator.upload("plan.png", Scans.page(NAME)));
    lesson = draft.id();
    job = filled.body().at("/parts/plan/job").asText();
    person.post("/api/v1/collections", Map.of("title", "抄录的专题"));
  }

  private static List<String> ids(Answer copy, String kind) {
    return StreamSupport.stream(copy.body().path("data").path(kind).spliterator(), false)
        .map(datum -> datum.path("id").asText())
        .toList();
  }

  @Test
  void copyOfMine_hasASectionForEachKind_andNothingToSignInWith() {
    Answer copy =
        Curator.await(
            () -> person.get(MINE),
            answer ->
                ids(answer, "job").contains(job)
                    && answer.body().at("/data/every").toString().contains("lesson/" + lesson));
    JsonNode data = copy.body().path("data");
    assertThat(copy.status()).isEqualTo(200);
    assertThat(data.at("/account/0/value/name").asText()).isEqualTo(NAME);
    assertThat(data.at("/session/0/value/address").asText()).isEqualTo("127.0.0.1");
    assertThat(ids(copy, "lesson")).containsExactly(lesson);
    assertThat(data.path("collection")).hasSize(1);
    assertThat(ids(copy, "job")).contains(job);
    assertThat(data.path("every").findValuesAsText("operation"))
        .contains("createAccount", "createLesson", "issueToken");
    assertThat(copy.body().path("more")).isEmpty();
    assertThat(copy.body().toString()).doesNotContain("argon2", "secretHash", "\"hash\"");
  }

  @Test
  void kinds_areThoseOfTheTable() {
    assertThat(PersonalData.table().stream().map(PersonalDatum::record))
        .containsAll(
            person.get(MINE).body().path("data").properties().stream()
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void copy_isGivenToWhoeverKeepsTheAccount_andToNobodyElse() {
    Api keeper = Town.as("admin");
    Answer copy = keeper.get(path);
    assertThat(copy.body().at("/data/account/0/value/name").asText()).isEqualTo(NAME);
    assertThat(copy.header("Cache-Control")).isEqualTo("no-store");
    assertThat(Town.member("school-admin", Town.TINGSONG).get(path).status()).isEqualTo(404);
    assertThat(Town.member("teacher", Town.SHIPO).get(path).status()).isEqualTo(403);
  }

  @Test
  void copyThatSomebodyElseHas_isInTheAudit() {
    Api keeper = Town.member("school-admin", Town.SHIPO);
    String id = keeper.get("/api/v1/me").id();
    assertThat(keeper.get(path).status()).isEqualTo(200);
    String account = path.replaceFirst(".*/(a-[^/]+)/.*", "$1");
    String query = "/api/v1/audit?limit=100&operation=exportPersonalData&account=" + id;
    Answer audit =
        Curator.await(
            () -> keeper.get(query),
            answer -> answer.body().path("items").findValuesAsText("account").contains(account));
    assertThat(audit.body().path("items"))
        .extracting(event -> event.path("after"))
        .anySatisfy(
            event -> {
              assertThat(event.path("kind").asText()).isEqualTo("EXPORT");
              assertThat(event.path("account").asText()).isEqualTo(account);
            });
  }
}
