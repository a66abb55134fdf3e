package org.keqiao.feed;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;

/** The feed over HTTP. */
final class FeedRoutes {

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Proxies hang up on a stream that is silent for long; the usual limit is a minute. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private static final int AT_ONCE = 100;

  private final FeedService feed;

  FeedRoutes(FeedService feed) {
    this.feed = feed;
  }

  List<Route> routes() {
    Permission read = Permission.READ_FEED;
    return List.of(
        Route.api("readEvents", HttpMethod.GET, "/events", read, this::read),
        Route.api("watchEvents", HttpMethod.GET, "/events/stream", read, this::watch));
  }

  /**
   * Some events and where to go on.
   *
   * @param next where to go on, also at the end of the feed
   * @param more whether there may be more at once
   */
  record View(List<CloudEvent> items, String next, boolean more) {}

  private Reply read(Call call) {
    call.allowQuery("cursor", "limit", "type", "school", "region");
    FeedBatch batch = feed.read(call.caller(), call.query("cursor"), filter(call), call.limit());
    List<CloudEvent> events = batch.events().stream().map(feed::view).toList();
    View view = new View(events, batch.next().cursor(), batch.more());
    return Page.linked(call, Reply.ok(view), Optional.of(view.next()))
        .header("Cache-Control", "private, no-store");
  }

  private FeedFilter filter(Call call) {
    Set<String> types = Set.copyOf(call.queries("type"));
    List<Violation> unknown =
        types.stream()
            .filter(type -> !feed.types().contains(type))
            .map(type -> Violation.of("type", "unknown-term", type))
            .toList();
    if (!unknown.isEmpty()) {
      throw FaultException.invalid(unknown);
    }
    Set<String> nodes =
        Stream.of("school", "region")
            .flatMap(name -> call.query(name).stream())
            .collect(Collectors.toSet());
    return new FeedFilter(types, nodes, Optional.empty());
  }

  private Reply watch(Call call) {
    call.allowQuery("cursor", "type", "school", "region");
    FeedFilter filter = FeedService.within(call.caller(), filter(call));
    FeedPosition from =
        call.header("Last-Event-ID")
            .filter(seen -> !seen.isBlank())
            .or(() -> call.query("cursor"))
            .map(FeedPosition::parse)
            .orElseGet(feed::end);
    feed.read(from, filter, 1);
    return Reply.events(sink -> follow(from, filter, sink));
  }

  private void follow(FeedPosition from, FeedFilter filter, Reply.EventSink sink)
      throws InterruptedException {
    FeedPosition place = from;
    long heard = System.nanoTime();
    boolean open = true;
    while (open && !sink.closed()) {
      FeedBatch batch = feed.read(place, filter, AT_ONCE);
      for (int i = 0; open && i < batch.events().size(); i++) {
        open = send(batch, i, sink);
        heard = System.nanoTime();
      }
      place = batch.next();
      if (open && System.nanoTime() - heard > HEARTBEAT.toNanos()) {
        open = sink.beat();
        heard = System.nanoTime();
      }
      if (open && !batch.more()) {
        Thread.sleep(LOOK);
      }
    }
  }

  private boolean send(FeedBatch batch, int number, Reply.EventSink sink) {
    CloudEvent event = feed.view(batch.events().get(number));
    return sink.send(batch.positions().get(number).cursor(), event.type(), event);
  }
}
