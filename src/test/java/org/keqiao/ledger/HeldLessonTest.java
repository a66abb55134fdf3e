package org.keqiao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Curator;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** A session that is really held becomes an hour of its agreement. */
class HeldLessonTest {

  private static Api teacher() {
    return Town.member("teacher", Paired.WENLAN);
  }

  private static String held(String agreement, String rural) {
    Answer made =
        teacher()
            .post(
                "/api/v1/sessions",
                Map.of("agreement", agreement, "lead", Paired.WENLAN, "rooms", List.of(rural)));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    String channel = "/api/v1/sessions/" + made.id() + "/channel?seat=";
    try (ChannelClient lead =
            ChannelClient.open(Town.address(), channel + "lead", teacher().token());
        ChannelClient room =
            ChannelClient.open(
                Town.address(),
                channel + "room&school=" + rural,
                Town.member("teacher", rural).token())) {
      lead.await("welcome");
      room.await("welcome");
      room.say(Map.of("type", "report", "position", 1, "playing", true, "way", "lite"));
      lead.await("presence", any -> any.at("/rooms/0/way").asText().equals("lite"));
      lead.say(Map.of("type", "end"));
      lead.awaitEnd();
    }
    return made.id();
  }

  @Test
  void session_thatNobodyBooked_isAnHourOfItsAgreementWithinSeconds() {
    String agreement = Paired.with(Town.as("admin"), Town.LIUWAN);
    String session = held(agreement, Town.LIUWAN);
    Answer hours =
        Curator.await(
            () -> teacher().get("/api/v1/hours?agreement=" + agreement),
            now -> now.body().path("items").findValuesAsText("session").contains(session));
    for (JsonNode hour : hours.body().path("items")) {
      if (hour.path("session").asText().equals(session)) {
        assertThat(hour.path("state").asText()).isEqualTo("counted");
        assertThat(hour.path("adHoc").asBoolean()).isTrue();
        assertThat(hour.path("rural").asText()).isEqualTo(Town.LIUWAN);
        assertThat(hour.at("/figures/booked").asInt()).isEqualTo(2400);
        assertThat(hour.at("/verdict/outcome").asText()).isIn("missed", "partial");
      }
    }
    Answer ledger =
        Town.member("school-admin", Town.LIUWAN).get("/api/v1/agreements/" + agreement + "/ledger");
    assertThat(ledger.body().at("/total/sums/adHoc").asInt()).isPositive();
    assertThat(ledger.body().path("missed").findValuesAsText("makesUpFor")).contains(session);
  }
}
