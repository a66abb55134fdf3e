package org.keqiao.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keqiao.fixture.Answer;
import org.keqiao.fixture.Api;
import org.keqiao.fixture.ChannelClient;
import org.keqiao.fixture.Paired;
import org.keqiao.fixture.Town;

/** A session of the urban school with two rural ones, in the town. */
record ClassFixture(String id) {

  static final String SESSIONS = "/api/v1/sessions";

  static Api teacher() {
    return Town.member("teacher", Paired.WENLAN);
  }

  static Api room(String school) {
    return Town.member("teacher", school);
  }

  static ClassFixture begin() {
    Paired.with(Town.as("admin"), Town.LIUWAN);
    Paired.with(Town.as("admin"), Town.SHIPO);
    Answer made =
        teacher()
            .post(
                SESSIONS, Map.of("lead", Paired.WENLAN, "rooms", List.of(Town.LIUWAN, Town.SHIPO)));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return new ClassFixture(made.id());
  }

  String path() {
    return SESSIONS + "/" + id;
  }

  ChannelClient open(URI server, Api who, String query) {
    return ChannelClient.open(server, path() + "/channel?" + query, who.token());
  }

  ChannelClient lead() {
    return open(Town.address(), teacher(), "seat=lead");
  }

  ChannelClient follow(String school) {
    return open(Town.address(), room(school), "seat=room&school=" + school);
  }

  static Map<String, Object> message(String type, Object... fields) {
    Map<String, Object> message = new HashMap<>();
    message.put("type", type);
    for (int i = 0; i < fields.length; i += 2) {
      message.put((String) fields[i], fields[i + 1]);
    }
    return message;
  }

  static Map<String, Object> report(double position, String way) {
    return message("report", "position", position, "playing", true, "way", way);
  }
}
