package org.keqiao.timetable.calendar;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Calendar feeds over HTTP. */
public final class FeedRoutes {

  private static final String ALL = "/me/calendar-feeds";
  private static final String FILE = "/calendars/";

  private final FeedService service;
  private final Icalendar icalendar;

  /** Of this service. */
  public FeedRoutes(FeedService service, Icalendar icalendar) {
    this.service = service;
    this.icalendar = icalendar;
  }

  /** Everybody keeps her own; whoever knows the address reads one. */
  public List<Route> routes() {
    Permission own = Permission.SIGNED_IN;
    return List.of(
        Route.api("listCalendarFeeds", HttpMethod.GET, ALL, own, this::list),
        Route.api("createCalendarFeed", HttpMethod.POST, ALL, own, this::create),
        Route.api("revokeCalendarFeed", HttpMethod.DELETE, ALL + "/:feed", own, this::revoke),
        Route.root(
            "readCalendarFile",
            HttpMethod.GET,
            FILE + ":token.ics",
            Permission.PUBLIC,
            this::read));
  }

  record FeedView(Id id, CalendarFeed.Kind of, String whose, Optional<String> url) {

    static FeedView of(Entry<CalendarFeed> feed, Optional<String> url) {
      return new FeedView(feed.id(), feed.value().of(), feed.value().whose(), url);
    }
  }

  record FeedsView(List<FeedView> items) {}

  private Reply list(Call call) {
    return Reply.ok(
        new FeedsView(
            service.of(call.caller()).stream()
                .map(feed -> FeedView.of(feed, Optional.empty()))
                .toList()));
  }

  private Reply create(Call call) {
    FeedService.Made made = service.create(call.caller(), call.body(FeedService.FeedDraft.class));
    Optional<String> url = Optional.of(FILE + made.secret() + ".ics");
    return Reply.created(Route.API + ALL + "/" + made.feed().id(), FeedView.of(made.feed(), url))
        .header("Cache-Control", "no-store");
  }

  private Reply revoke(Call call) {
    service.revoke(call.caller(), Id.of(FeedService.TYPE.name(), call.path("feed")));
    return Reply.empty();
  }

  private Reply read(Call call) {
    String text = icalendar.text(service.read(call.path("token")));
    return Reply.whole(200, "text/calendar; charset=utf-8", Buffer.buffer(text))
        .header("ETag", "\"" + DigestUtils.sha256Hex(text).substring(0, 24) + "\"")
        .header("Cache-Control", "private, max-age=300")
        .header("Content-Disposition", "inline; filename=\"keqiao.ics\"");
  }
}
