package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;

/** Nobody is named in the log, on the console or in an address, whatever people do. */
class NamelessLogTest {

  private static final String NAME = "秦唯美";
  private static final String LOGIN = "weimei.qin@mail.example";
  private static final String PHONE = "13912347731";
  private static final String PASSWORD = "Geheim-7731-xyz";
  private static final List<String> PERSONAL = List.of(NAME, "weimei", PHONE, PASSWORD);
  private static final String SCHOOL = "maying-liuwan-primary";

  private final List<Answer> answers = new ArrayList<>();

  @TempDir Path folder;

  @Test
  void person_whoIsImportedSignsInSearchesAndPlays_isNamedNowhere() throws IOException {
    try (Program program = Program.start(folder, Map.of("KEQIAO_DEMO_MEDIA", "false"))) {
      Api admin = program.as("admin");
      importRosters(admin);
      Api person = signIn(program, admin);
      use(person);
      provoke(admin, person);
      assertThat(answers).extracting(Answer::status).contains(200, 201, 401, 404, 422);
      assertThat(program.stop()).isEqualTo(143);
      String said = Program.log(folder) + program.output() + program.errors();
      assertThat(said).contains("Keqiao is ready").doesNotContain(PERSONAL);
      assertThat(answers)
          .allSatisfy(answer -> assertThat(answer.header("Location")).doesNotContain(PERSONAL));
    }
  }

  private void importRosters(Api admin) {
    String head = "login,name,school,roles,subjects,grade,edition,disabled\n";
    String good = "%s,%s,%s,curator@%s,,,,false\n".formatted(LOGIN, NAME, SCHOOL, SCHOOL);
    String bad = "%s,%s,%s,headmaster,,,,maybe\n".formatted(PHONE, NAME, PHONE);
    for (String file : List.of(head + good, head + good + bad, head + "\"" + NAME, NAME + "\n")) {
      answers.add(admin.post("/api/v1/rosters/accounts", file, "Content-Type", "text/csv"));
    }
  }

  private Api signIn(Program program, Api admin) {
    Api nobody = program.anonymous();
    for (String login : List.of(LOGIN, PHONE, NAME)) {
      answers.add(nobody.post("/api/v1/auth/token", Map.of("login", login, "password", PASSWORD)));
    }
    answers.add(nobody.post("/api/v1/auth/token", "{\"login\":\"" + NAME));
    Answer account = admin.get("/api/v1/accounts?login=" + Api.encode(LOGIN));
    String id = account.body().at("/items/0/id").asText();
    answers.add(account);
    Answer reset = admin.post("/api/v1/accounts/" + id + "/password-reset");
    return nobody.signInFirst(LOGIN, reset.body().path("initialPassword").asText());
  }

  private void use(Api person) {
    answers.add(person.get("/api/v1/me"));
    for (String words : PERSONAL) {
      answers.add(person.get("/api/v1/lessons?q=" + Api.encode(words)));
      answers.add(person.get("/api/v1/suggestions?q=" + Api.encode(words)));
    }
    Answer lesson =
        person.post(
            "/api/v1/lessons", Map.of("title", NAME, "teacher", NAME, "node", "pep-math-3a-8-3"));
    answers.add(lesson);
    answers.add(person.get("/api/v1/lessons/" + lesson.id() + "/play"));
    answers.add(person.post("/api/v1/demands", Map.of("words", NAME, "note", PHONE)));
    answers.add(person.post("/api/v1/uploads", Map.of("name", NAME + PHONE + ".mp4", "bytes", 10)));
  }

  /** Faults are what programs write about most. */
  private void provoke(Api admin, Api person) {
    answers.add(person.get("/" + Api.encode(NAME)));
    answers.add(person.get("/api/v1/lessons/" + Api.encode(LOGIN)));
    answers.add(person.get("/media/" + PHONE + "/" + "0".repeat(64) + "/" + Api.encode(NAME)));
    answers.add(person.post("/api/v1/lessons", Map.of("title", "x", "node", NAME)));
    answers.add(
        admin.post(
            "/api/v1/accounts",
            Map.of("login", LOGIN, "name", NAME, "roles", List.of(Map.of("role", PHONE)))));
    answers.add(admin.get("/api/v1/audit?account=" + Api.encode(LOGIN)));
  }
}
