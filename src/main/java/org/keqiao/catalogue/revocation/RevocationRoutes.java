package org.keqiao.catalogue.revocation;

import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.http.Call;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Id;
import org.keqiao.store.Json;

/** The list over HTTP. */
public final class RevocationRoutes {

  private final Revocations list;
  private final RevocationKeys keys;
  private final Clock clock;

  /** Over the list and the keys that sign it. */
  public RevocationRoutes(Revocations list, RevocationKeys keys, Clock clock) {
    this.list = list;
    this.keys = keys;
    this.clock = clock;
  }

  /** Reading only. */
  public List<Route> routes() {
    return List.of(
        Route.api(
            "listRevocations",
            HttpMethod.GET,
            "/revocations",
            Permission.READ_CATALOGUE,
            this::list),
        Route.api(
            "listRevocationKeys",
            HttpMethod.GET,
            "/revocations/keys",
            Permission.PUBLIC,
            call -> Reply.ok(keys.published()).header("Cache-Control", "public, max-age=300")));
  }

  /** An entry of the list. */
  record EntryView(
      long number,
      Id lesson,
      long version,
      Revocation.Action action,
      List<String> media,
      Optional<String> reason,
      Instant at) {

    static EntryView of(Revocations.Numbered entry) {
      Revocation said = entry.revocation();
      return new EntryView(
          entry.number(),
          said.lesson(),
          said.version(),
          said.action(),
          said.media(),
          said.reason(),
          said.at());
    }
  }

  /** What is signed: an old page cannot pass for a newer one. */
  record Signed(Instant issuedAt, long since, long latest, List<EntryView> items) {}

  record PageView(List<EntryView> items, long latest, boolean more, String jws) {}

  private Reply list(Call call) {
    call.allowQuery("since", "limit");
    long since = call.query("since").map(RevocationRoutes::number).orElse(0L);
    Revocations.Stretch found = list.after(since, call.limit());
    List<EntryView> items = found.entries().stream().map(EntryView::of).toList();
    long end = items.isEmpty() ? Math.max(since, found.latest()) : items.getLast().number();
    String jws = keys.sign(Json.bytes(new Signed(clock.instant(), since, found.latest(), items)));
    return Reply.ok(new PageView(items, found.latest(), end < found.latest(), jws))
        .header("Cache-Control", "no-cache");
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException unreadable) {
      // answered below with every other bad number
    }
    throw FaultException.invalid(
        List.of(Violation.of("since", "number-range", 0, Integer.MAX_VALUE)));
  }
}
