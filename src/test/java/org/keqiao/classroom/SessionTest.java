package org.keqiao.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.classroom.ClassFixture.SESSIONS;
import static org.keqiao.classroom.ClassFixture.message;
import static org.keqiao.classroom.ClassFixture.report;
import static org.keqiao.classroom.ClassFixture.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** A session is planned, opened by its teacher, ended, made up for. */
class SessionTest {

  private static Answer ended() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = session.lead();
        ChannelClient room = session.follow(Town.LIUWAN)) {
      lead.await("welcome");
      room.await("welcome");
      lead.say(message("play", "position", 3, "ref", "played"));
      lead.await("kept");
      room.say(report(3, "lite"));
      lead.await("presence", any -> any.at("/rooms/0/way").asText().equals("lite"));
      lead.say(message("end"));
      room.await("ended");
      assertThat(room.awaitEnd().code()).isEqualTo(4410);
      assertThat(lead.awaitEnd().code()).isEqualTo(4410);
    }
    return Curator.await(
        () -> teacher().get(session.path()),
        now -> now.body().path("state").asText().equals("ended"));
  }

  @Test
  void session_thatItsTeacherEnds_isOver_andSaysWhoTookPart() {
    Answer over = ended();
    assertThat(over.body().has("opened")).isTrue();
    Answer attendance = teacher().get(SESSIONS + "/" + over.id() + "/attendance");
    assertThat(attendance.body().path("lead")).hasSize(1);
    JsonNode liuwan = attendance.body().at("/schools/0");
    assertThat(liuwan.path("school").asText()).isEqualTo(Town.LIUWAN);
    assertThat(liuwan.path("stretches").findValuesAsText("way")).containsExactly("lite");
    assertThat(attendance.body().at("/schools/1/stretches")).isEmpty();
    assertThat(
            ChannelClient.refusal(
                Town.address(),
                SESSIONS + "/" + over.id() + "/channel?seat=lead",
                teacher().token()))
        .isEqualTo(409);
  }

  @Test
  void log_ofASession_isReadPageByPage_inItsOrder() {
    Answer over = ended();
    String path = SESSIONS + "/" + over.id() + "/events";
    Answer whole = teacher().get(path + "?limit=100");
    List<String> all = whole.body().path("items").findValuesAsText("seq");
    assertThat(all.stream().map(Long::valueOf)).isSorted();
    assertThat(whole.body().path("items").findValuesAsText("type"))
        .contains("own", "join", "play", "report", "end");
    List<String> paged = new ArrayList<>();
    String next = "";
    do {
      Answer page = teacher().get(path + "?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
      paged.addAll(page.body().path("items").findValuesAsText("seq"));
      next = page.body().path("next").asText("");
    } while (!next.isEmpty() && !next.equals("null"));
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void sessionThatARoomMissed_isMadeUpFor_byItsOwnTeacher_asRecording() {
    Answer missed = ended();
    Answer made = ClassFixture.room(Town.SHIPO).post(SESSIONS, Map.of("makesUpFor", missed.id()));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    assertThat(made.body().path("kind").asText()).isEqualTo("make-up");
    ClassFixture makeUp = new ClassFixture(made.id());
    try (ChannelClient lead =
            makeUp.open(Town.address(), ClassFixture.room(Town.SHIPO), "seat=lead");
        ChannelClient screen = makeUp.follow(Town.SHIPO)) {
      lead.await("welcome");
      screen.await("welcome");
      screen.say(report(1, "video"));
      lead.await("presence", any -> any.at("/rooms/0/way").asText().equals("video"));
      lead.say(message("end"));
      lead.awaitEnd();
    }
    Answer attendance =
        Curator.await(
            () -> teacher().get(makeUp.path() + "/attendance"),
            now -> now.status() == 404 || !now.body().path("lead").isEmpty());
    assertThat(attendance.status()).isEqualTo(404);
    Answer own = ClassFixture.room(Town.SHIPO).get(makeUp.path() + "/attendance");
    assertThat(own.body().at("/schools/0/stretches").findValuesAsText("way"))
        .containsExactly("recording");
  }

  @Test
  void sessionOfSchoolsThatAreNotPaired_isRefused() {
    Answer answer =
        teacher().post(SESSIONS, Map.of("lead", Paired.WENLAN, "rooms", List.of(Town.TINGSONG)));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("schools-not-paired");
  }

  @Test
  void sessionLedForAnotherSchool_isRefused() {
    Paired.with(Town.as("admin"), Town.LIUWAN);
    Answer answer =
        ClassFixture.room(Town.LIUWAN)
            .post(SESSIONS, Map.of("lead", Paired.WENLAN, "rooms", List.of(Town.LIUWAN)));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void pausePoints_setByTheLead_areWhatTheAssistantPrepares() {
    ClassFixture session = ClassFixture.begin();
    Answer planned = teacher().get(session.path());
    Answer set =
        teacher()
            .put(
                session.path() + "/preparation",
                Map.of(
                    "pausePoints",
                    List.of(
                        Map.of("position", 60, "note", "讨论"),
                        Map.of("position", 12.5, "note", "读题"))),
                "If-Match",
                planned.etag());
    assertThat(set.status()).as(set.body().toString()).isEqualTo(200);
    Answer preparation = ClassFixture.room(Town.LIUWAN).get(session.path() + "/preparation");
    assertThat(preparation.body().path("pausePoints").findValuesAsText("note"))
        .containsExactly("读题", "讨论");
    assertThat(preparation.body().at("/pausePoints/0/source").asText()).isEqualTo("lead");
    Answer stale =
        teacher()
            .put(
                session.path() + "/preparation",
                Map.of("pausePoints", List.of()),
                "If-Match",
                planned.etag());
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void sessionNobodyCameTo_isEndedOverHttp_withEmptyAttendance() {
    ClassFixture session = ClassFixture.begin();
    Answer over = teacher().post(session.path() + "/end");
    assertThat(over.status()).isEqualTo(200);
    assertThat(over.body().path("state").asText()).isEqualTo("ended");
    assertThat(teacher().post(session.path() + "/end").etag()).isEqualTo(over.etag());
    Answer attendance = teacher().get(session.path() + "/attendance");
    assertThat(attendance.body().path("lead")).isEmpty();
    assertThat(attendance.body().path("schools")).hasSize(2);
  }
}
