package org.keqiao.live.conference;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Rooms at the outside engine over HTTP. */
final class ConferenceRoutes {

  private static final String ROOM = "/sessions/:id/conference";
  private static final long LONGEST_NOTICE = 16 << 10;

  private final ConferenceService service;

  ConferenceRoutes(ConferenceService service) {
    this.service = service;
  }

  List<Route> routes() {
    return List.of(
        Route.api("openConference", HttpMethod.POST, ROOM, Permission.LEAD_SESSION, this::open),
        Route.api("readConference", HttpMethod.GET, ROOM, Permission.READ_SESSION, this::read),
        Route.api(
            "joinConference", HttpMethod.GET, ROOM + "/link", Permission.READ_SESSION, this::link),
        Route.stream(
            "noteConferenceRecording",
            HttpMethod.POST,
            "/conference/recordings",
            Permission.PUBLIC,
            this::ready),
        Route.api(
            "noteConferenceEnd",
            HttpMethod.GET,
            "/conference/ended/:id/:token",
            Permission.MEDIA_TOKEN,
            this::ended));
  }

  private static Id id(Call call) {
    return call.id("session");
  }

  private static Reply show(Entry<Conference> conference) {
    Conference value = conference.value();
    return Reply.ok(
            Map.of("state", value.state(), "at", value.at(), "recordings", value.recordings()))
        .header("Cache-Control", "private, no-store");
  }

  private Reply open(Call call) {
    return show(service.open(call.caller(), id(call)));
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply link(Call call) {
    return Reply.ok(Map.of("url", service.link(call.caller(), id(call)).toString()))
        .header("Cache-Control", "private, no-store");
  }

  private Reply ready(Call call) {
    service.ready(new String(call.wholeStream(LONGEST_NOTICE), StandardCharsets.US_ASCII));
    return Reply.empty();
  }

  private Reply ended(Call call) {
    service.ended(id(call), call.path("token"));
    return Reply.empty();
  }
}
