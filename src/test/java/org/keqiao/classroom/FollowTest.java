package org.keqiao.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.keqiao.classroom.ClassFixture.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Town;

/** One teacher drives a lesson, and rooms far away follow. */
class FollowTest {

  @Test
  void rooms_ofATeacherWhoPlaysSeeksAndPauses_follow() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = session.lead();
        ChannelClient liuwan = session.follow(Town.LIUWAN);
        ChannelClient shipo = session.follow(Town.SHIPO)) {
      lead.await("welcome");
      liuwan.await("welcome");
      shipo.await("welcome");
      lead.say(message("play", "position", 12.5));
      for (ChannelClient each : List.of(lead, liuwan, shipo)) {
        JsonNode state = each.await("state", any -> any.path("playing").asBoolean());
        assertThat(state.path("position").asDouble()).isEqualTo(12.5);
      }
      lead.say(message("seek", "position", 60));
      lead.say(message("pause", "position", 61.25));
      JsonNode paused =
          liuwan.await(
              "state", any -> !any.path("playing").asBoolean() && any.path("seq").asLong() > 0);
      assertThat(paused.path("position").asDouble()).isEqualTo(61.25);
      assertThat(paused.path("by").asText()).isNotEmpty();
      assertThat(shipo.await("state", paused::equals)).isEqualTo(paused);
    }
  }

  @Test
  void command_withARef_isKept() {
    ClassFixture session = ClassFixture.begin();
    try (ChannelClient lead = session.lead()) {
      lead.await("welcome");
      lead.say(message("play", "position", 1, "ref", "one"));
      assertThat(lead.await("kept").path("ref").asText()).isEqualTo("one");
    }
  }
}
