package org.keqiao.live.broadcast;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.live.fragment.Window;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Broadcasts over HTTP. */
final class BroadcastRoutes {

  private static final String LIVE = "/sessions/:id/live";
  private static final Pattern HEAD = Pattern.compile("head-(\\d{1,18})\\.mp4");
  private static final Pattern SEGMENT = Pattern.compile("(\\d{1,18})-(\\d{1,9})\\.m4s");
  private static final String PLAYLIST = "application/vnd.apple.mpegurl";

  private final BroadcastService service;
  private final Studio studio;
  private final Relays relays;
  private final LiveTickets tickets;

  BroadcastRoutes(BroadcastService service, Studio studio, Relays relays, LiveTickets tickets) {
    this.service = service;
    this.studio = studio;
    this.relays = relays;
    this.tickets = tickets;
  }

  List<Route> routes() {
    return List.of(
        Route.api("readBroadcast", HttpMethod.GET, LIVE, Permission.READ_SESSION, this::read),
        Route.api(
            "endBroadcast", HttpMethod.POST, LIVE + "/end", Permission.LEAD_SESSION, this::end),
        Route.channel("sendBroadcast", LIVE + "/source", Permission.LEAD_SESSION, this::send),
        Route.channel("watchBroadcast", LIVE + "/watch", Permission.READ_SESSION, this::watch),
        Route.root(
            "readBroadcastFile",
            HttpMethod.GET,
            "/live/:token/:way/:file",
            Permission.MEDIA_TOKEN,
            this::file));
  }

  private static Id id(Call call) {
    return call.id("session");
  }

  private Reply show(Id session, Optional<Entry<Broadcast>> newest) {
    boolean silent = relays.window(session, Rung.AUDIO).last().isEmpty();
    return Reply.ok(BroadcastView.of(newest, silent, tickets.issue(session), relays.viewers()))
        .header("Cache-Control", "private, no-store");
  }

  private Reply read(Call call) {
    call.allowQuery();
    Id session = service.session(call.caller(), id(call)).id();
    return show(session, service.newest(session));
  }

  private Reply end(Call call) {
    Optional<Entry<Broadcast>> ended = service.end(call.caller(), id(call));
    studio.over(id(call));
    return show(id(call), ended);
  }

  private Reply send(Call call) {
    call.allowQuery("container", "picture", "sound");
    SourceKind kind =
        new SourceKind(
            call.oneOf("container", "webm", "mp4").orElse("webm"),
            !call.oneOf("picture", "true", "false").equals(Optional.of("false")),
            !call.oneOf("sound", "true", "false").equals(Optional.of("false")));
    kind.requireSomething();
    Id session = service.leads(call.caller(), id(call)).id();
    studio.requireEncoder();
    return Reply.channel(channel -> studio.hold(call.caller(), session, kind, channel));
  }

  private Reply watch(Call call) {
    call.allowQuery("way");
    Rung rung =
        call.oneOf("way", "video", "low", "lite", "audio").flatMap(Rung::of).orElse(Rung.VIDEO);
    Id session = service.watched(call.caller(), id(call)).id();
    return Reply.channel(
        channel -> relays.watch(session, rung, new Viewer(channel, studio.skips())));
  }

  private Reply file(Call call) {
    Id session = tickets.verify(call.path("token"));
    String file = call.path("file");
    Rung rung = Rung.of(call.path("way")).orElseThrow(() -> FaultException.notFound("media", file));
    Window window = relays.window(session, rung);
    if (file.equals("index.m3u8")) {
      return Reply.whole(
              200,
              PLAYLIST,
              Buffer.buffer(LivePlaylist.of(window).getBytes(StandardCharsets.UTF_8)))
          .header("Cache-Control", "no-store");
    }
    return bytes(window, file)
        .map(bytes -> Reply.whole(200, "video/mp4", bytes))
        .orElseThrow(() -> FaultException.notFound("media", file))
        .header("Cache-Control", "private, max-age=60");
  }

  private static Optional<Buffer> bytes(Window window, String file) {
    Matcher head = HEAD.matcher(file);
    if (head.matches()) {
      return window.head(Long.parseLong(head.group(1))).map(packet -> packet.piece().bytes());
    }
    Matcher segment = SEGMENT.matcher(file);
    return segment.matches()
        ? window
            .segment(Long.parseLong(segment.group(1)), Integer.parseInt(segment.group(2)))
            .map(each -> each.bytes())
        : Optional.empty();
  }
}
