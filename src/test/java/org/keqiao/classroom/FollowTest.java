package org.keqiao.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.classroom.ClassFixture.message;
import static org.keqiao.classroom.ClassFixture.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** One teacher drives a lesson, and rooms far away follow. */
class FollowTest {

  private static ChannelClient welcomed(ChannelClient client) {
    client.await("welcome");
    return client;
  }

  private static Map<String, Object> stroke(String id) {
    return message(
        "stroke",
        "id",
        id,
        "colour",
        "#d00",
        "width",
        3,
        "points",
        List.of(List.of(0.1, 0.2), List.of(0.5, 0.75)),
        "ref",
        "ref-" + id);
  }

  @Test
  void rooms_ofATeacherWhoPlaysSeeksAndPauses_follow() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN));
        ChannelClient shipo = welcomed(session.follow(Town.SHIPO))) {
      lead.say(message("play", "position", 12.5));
      for (ChannelClient each : List.of(lead, liuwan, shipo)) {
        JsonNode state = each.await("state", any -> any.path("playing").asBoolean());
        assertThat(state.path("position").asDouble()).isEqualTo(12.5);
      }
      lead.say(message("seek", "position", 60));
      lead.say(message("pause", "position", 61.25));
      JsonNode paused = liuwan.await("state", any -> !any.path("playing").asBoolean());
      assertThat(paused.path("position").asDouble()).isEqualTo(61.25);
      assertThat(shipo.await("state", paused::equals)).isEqualTo(paused);
    }
  }

  @Test
  void room_thatWasAway_comesBackAtTheRightPlace_withTheLinesItMissed() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead())) {
      long seen;
      try (ChannelClient before = welcomed(session.follow(Town.LIUWAN))) {
        lead.say(stroke("first"));
        seen = before.await("stroke").path("seq").asLong();
        before.cut();
      }
      lead.say(stroke("second"));
      lead.say(message("play", "position", 100, "ref", "played"));
      lead.await("kept", any -> any.path("ref").asText().equals("played"));
      try (ChannelClient after =
          session.open(
              Town.address(),
              ClassFixture.room(Town.LIUWAN),
              "seat=room&school=" + Town.LIUWAN + "&seen=" + seen)) {
        JsonNode welcome = after.await("welcome");
        assertThat(welcome.path("since").asLong()).isEqualTo(seen);
        assertThat(welcome.path("strokes").findValuesAsText("id")).containsExactly("second");
        assertThat(welcome.at("/state/position").asDouble()).isEqualTo(100);
        assertThat(welcome.at("/state/playing").asBoolean()).isTrue();
        assertThat(welcome.path("now").asLong())
            .isGreaterThanOrEqualTo(welcome.at("/state/at").asLong());
      }
      lead.say(message("clear", "ref", "wiped"));
      lead.await("kept", any -> any.path("ref").asText().equals("wiped"));
      try (ChannelClient after =
          session.open(
              Town.address(),
              ClassFixture.room(Town.LIUWAN),
              "seat=room&school=" + Town.LIUWAN + "&seen=" + seen)) {
        JsonNode welcome = after.await("welcome");
        assertThat(welcome.has("since")).isFalse();
        assertThat(welcome.path("strokes")).isEmpty();
      }
    }
  }

  @Test
  void leads_whoActAtOnce_giveOneOutcomeEverywhere() throws Exception {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient admin =
            welcomed(
                session.open(
                    Town.address(), Town.member("school-admin", Paired.WENLAN), "seat=lead"));
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN));
        ChannelClient shipo = welcomed(session.follow(Town.SHIPO))) {
      List<Thread> both = new ArrayList<>();
      for (ChannelClient each : List.of(lead, admin)) {
        both.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      for (int i = 0; i < 40; i++) {
                        each.say(
                            message(i % 2 == 0 ? "play" : "pause", "position", i, "ref", "r" + i));
                      }
                    }));
      }
      for (Thread each : both) {
        each.join();
      }
      lead.await("kept", any -> any.path("ref").asText().equals("r39"));
      admin.await("kept", any -> any.path("ref").asText().equals("r39"));
      lead.say(message("page", "part", "slides", "page", 7));
      Set<JsonNode> last = new HashSet<>();
      for (ChannelClient each : List.of(lead, admin, liuwan, shipo)) {
        last.add(each.await("state", any -> any.path("page").asInt() == 7));
      }
      assertThat(last).hasSize(1);
    }
  }

  @Test
  void poll_countsTheLastAnswerOfEachRoom_forTheLeadAlone() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN));
        ChannelClient shipo = welcomed(session.follow(Town.SHIPO))) {
      lead.say(
          message(
              "ask",
              "question",
              "q1",
              "kind",
              "poll",
              "text",
              "几分之一？",
              "choices",
              List.of("1/2", "1/4")));
      for (ChannelClient room : List.of(liuwan, shipo)) {
        room.await("question-asked");
        room.say(message("answer", "question", "q1", "value", "1/2"));
      }
      shipo.say(message("answer", "question", "q1", "value", "1/4", "ref", "again"));
      shipo.await("kept");
      shipo.say(message("answer", "question", "q1", "value", "1/8", "ref", "none"));
      assertThat(shipo.await("refused").path("code").asText()).isEqualTo("choice-unknown");
      JsonNode counts = lead.await("answers", any -> any.at("/counts").path("1/4").asInt() == 1);
      assertThat(counts.at("/counts").path("1/2").asInt()).isEqualTo(1);
      assertThat(counts.path("from")).hasSize(2);
      lead.say(message("close-question", "question", "q1"));
      liuwan.await("question-closed");
      liuwan.say(message("answer", "question", "q1", "value", "1/4", "ref", "late"));
      assertThat(liuwan.await("refused").path("code").asText()).isEqualTo("question-closed");
    }
  }

  @Test
  void hand_thatIsRaised_isSeenByAll_andLoweredByTheWord() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
      liuwan.say(message("hand", "up", true));
      lead.await("hands", any -> any.path("up").toString().contains(Town.LIUWAN));
      lead.say(message("call-on", "school", Town.LIUWAN));
      assertThat(liuwan.await("called-on").path("school").asText()).isEqualTo(Town.LIUWAN);
      lead.await("hands", any -> any.path("up").isEmpty());
    }
  }

  @Test
  void question_thatIsSentAgainAfterABreak_isAskedOnce_andMarkedAnswered() {
    ClassFixture session = ClassFixture.begin();
    Map<String, Object> question = message("question", "text", "为什么？", "ref", "ref-0001-xyz");
    try (ChannelClient lead = welcomed(session.lead())) {
      try (ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
        liuwan.say(question);
        liuwan.await("kept");
      }
      try (ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
        liuwan.say(question);
        liuwan.await("kept");
        JsonNode asked = lead.await("text-question");
        lead.say(message("mark-answered", "id", asked.path("id").asText()));
        liuwan.await("text-question", any -> any.path("answered").asBoolean());
      }
      try (ChannelClient assistant =
          session.open(
              Town.address(),
              ClassFixture.room(Town.LIUWAN),
              "seat=assistant&school=" + Town.LIUWAN)) {
        assertThat(assistant.await("welcome").path("texts")).hasSize(1);
      }
    }
  }

  @Test
  void lead_seesHowEachRoomFollows() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
      lead.say(message("pause", "position", 30));
      liuwan.await("state", any -> any.path("position").asDouble() == 30);
      liuwan.say(report(29, "audio"));
      JsonNode room =
          lead.await("presence", any -> any.at("/rooms/0/way").asText().equals("audio"))
              .at("/rooms/0");
      assertThat(room.path("here").asBoolean()).isTrue();
      assertThat(room.path("name").asText()).isNotEmpty();
      assertThat(room.path("lagMs").asLong()).isEqualTo(1000);
      liuwan.close();
      lead.await("presence", any -> !any.at("/rooms/0/here").asBoolean());
    }
  }

  @Test
  void newerConnectionOfARoom_takesItsSeat() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient before = welcomed(session.follow(Town.LIUWAN));
        ChannelClient after = welcomed(session.follow(Town.LIUWAN))) {
      assertThat(before.awaitEnd().code()).isEqualTo(4409);
      after.say(message("ping", "sent", 5));
      assertThat(after.await("pong").path("sent").asDouble()).isEqualTo(5);
    }
  }

  @Test
  void messages_thatAreWrong_areRefused_andCostTheChannelNothing() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = welcomed(session.lead());
        ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
      Map<String, Object> wrong =
          Map.ofEntries(
              Map.entry("message-unknown", message("explode")),
              Map.entry("room-unknown", message("call-on", "school", Town.TINGSONG)),
              Map.entry("question-unknown", message("mark-answered", "id", "none")),
              Map.entry("question-closed", message("close-question", "question", "none")));
      wrong.forEach(
          (code, what) -> {
            lead.say(what);
            lead.await("refused", any -> any.path("code").asText().equals(code));
          });
      List<Object> fields =
          List.of(
              message("play"),
              message("play", "position", -1),
              message("play", "position", "12"),
              message("pointer", "x", 2, "y", 0),
              message("stroke", "id", "a", "colour", "url(x)", "width", 1, "points", List.of()),
              message("ask", "question", "q", "kind", "poll", "text", "?", "choices", List.of("1")),
              message("ask", "question", "q", "kind", "short", "text", "x".repeat(501)),
              message("show", "view", "../../etc"));
      for (Object what : fields) {
        int from = lead.heard();
        lead.say(what);
        assertThat(lead.awaitFrom(from, "refused", any -> true).path("code").asText())
            .isEqualTo("field-wrong");
      }
      for (String text : List.of("", "null", "[1]", "{", "{\"type\":1,\"type\":2}")) {
        int from = lead.heard();
        lead.say(text);
        lead.awaitFrom(from, "refused", any -> true);
      }
      liuwan.say(message("play", "position", 5));
      assertThat(liuwan.await("refused").path("code").asText()).isEqualTo("seat-may-not");
      lead.say(message("play", "position", 9));
      liuwan.await("state", any -> any.path("position").asDouble() == 9);
    }
  }

  @Test
  void memberWhoSendsNothingButNonsense_isSentAway() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient liuwan = welcomed(session.follow(Town.LIUWAN))) {
      for (int i = 0; i < 200; i++) {
        liuwan.say("nonsense");
      }
      assertThat(liuwan.awaitEnd().code()).isEqualTo(1008);
    }
  }

  @Test
  void seats_areTakenByThoseWhoMay() {
    ClassFixture session = ClassFixture.begin();
    String path = session.path() + "/channel?seat=";
    Api foreign = ClassFixture.room(Town.TINGSONG);
    Api liuwan = ClassFixture.room(Town.LIUWAN);
    assertThat(ChannelClient.refusal(Town.address(), path + "room", foreign.token()))
        .isEqualTo(404);
    assertThat(
            ChannelClient.refusal(
                Town.address(), path + "room&school=" + Town.SHIPO, liuwan.token()))
        .isEqualTo(403);
    assertThat(ChannelClient.refusal(Town.address(), path + "lead", liuwan.token())).isEqualTo(403);
    assertThat(ChannelClient.refusal(Town.address(), path + "throne", liuwan.token()))
        .isEqualTo(422);
    try (ChannelClient bureau =
        session.open(
            Town.address(), Town.official("bureau-admin", Town.TONGWEI), "seat=observer")) {
      assertThat(bureau.await("welcome").at("/presence/rooms")).hasSize(2);
      bureau.say(message("play", "position", 1));
      assertThat(bureau.await("refused").path("code").asText()).isEqualTo("seat-may-not");
    }
  }

  @Test
  void accountThatIsSwitchedOff_isThrownOut() {
    ClassFixture session = ClassFixture.begin();
    Api admin = Town.as("admin");
    Answer made =
        admin.post(
            "/api/v1/accounts",
            Map.of(
                "login",
                "revoked." + session.id(),
                "name",
                "测试",
                "school",
                Town.LIUWAN,
                "roles",
                List.of(Map.of("role", "teacher", "scope", Town.LIUWAN))));
    Api account =
        Api.at(Town.address())
            .signInFirst("revoked." + session.id(), made.body().path("initialPassword").asText());
    try (ChannelClient room =
        welcomed(session.open(Town.address(), account, "seat=room&school=" + Town.LIUWAN))) {
      Answer now = admin.get("/api/v1/accounts/" + made.id());
      Answer off =
          admin.patch(
              "/api/v1/accounts/" + made.id(), Map.of("disabled", true), "If-Match", now.etag());
      assertThat(off.status()).as(off.body().toString()).isEqualTo(200);
      assertThat(room.awaitEnd().code()).isEqualTo(4401);
    }
  }
}
