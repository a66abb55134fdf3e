package org.keqiao.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** kill -9 in the middle of a session: what a member was told is kept is there afterwards. */
class SessionKillTest {

  private static final Chain CHAIN = new Chain("session", Map.of("KEQIAO_DEMO_MEDIA", "false"));

  @AfterAll
  static void end() throws IOException {
    CHAIN.close();
  }

  private static ChannelClient open(Api admin, String session, String query) {
    return ChannelClient.open(
        CHAIN.program().address(),
        "/api/v1/sessions/" + session + "/channel?" + query,
        admin.token());
  }

  private static Map<String, Object> stroke(int number) {
    return Map.of(
        "type",
        "stroke",
        "id",
        "s" + number,
        "colour",
        "red",
        "width",
        2,
        "points",
        List.of(List.of(0.5, 0.5)),
        "ref",
        "s" + number);
  }

  @Test
  void session_killedInTheMiddle_losesNothingThatWasKept_andGoesOn() {
    Api before = CHAIN.program().as("admin");
    Paired.with(before, Town.LIUWAN);
    String session =
        before
            .post("/api/v1/sessions", Map.of("lead", Paired.WENLAN, "rooms", List.of(Town.LIUWAN)))
            .id();
    ChannelClient lead = open(before, session, "seat=lead");
    ChannelClient room = open(before, session, "seat=room&school=" + Town.LIUWAN);
    lead.await("welcome");
    room.await("welcome");
    lead.say(Map.of("type", "play", "position", 5, "ref", "played"));
    Set<String> kept = new HashSet<>();
    int said = 0;
    while (kept.size() < 40) {
      int from = lead.heard();
      for (int i = 0; i < 8; i++) {
        lead.say(stroke(said++));
      }
      String last = "s" + (said - 1);
      for (int i = 0; i < 8; i++) {
        String ref = "s" + (said - 8 + i);
        lead.awaitFrom(from, "kept", any -> any.path("ref").asText().equals(ref));
        kept.add(ref);
      }
      assertThat(kept).contains(last);
      lead.say(stroke(said++));
    }
    CHAIN.kill();
    lead.awaitEnd();

    Api after = CHAIN.program().as("admin");
    ChannelClient again = open(after, session, "seat=lead");
    JsonNode welcome = again.await("welcome");
    assertThat(welcome.path("strokes").findValuesAsText("id")).containsAll(kept);
    assertThat(welcome.at("/state/playing").asBoolean()).isTrue();
    again.say(Map.of("type", "pause", "position", 9, "ref", "on"));
    again.await("kept");
    JsonNode attendance = after.get("/api/v1/sessions/" + session + "/attendance").body();
    assertThat(attendance.path("lead")).hasSize(2);
  }
}
