package org.keqiao.selection.outcome;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.selection.round.Round;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.round.RoundView;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** What rounds came to, over HTTP. */
final class OutcomeRoutes {

  private static final String ROUND = "/rounds/:id";

  private final Progress progress;
  private final OutcomeService outcomes;
  private final Notices notices;
  private final Promotion promotion;

  OutcomeRoutes(Progress progress, OutcomeService outcomes, Notices notices, Promotion promotion) {
    this.progress = progress;
    this.outcomes = outcomes;
    this.notices = notices;
    this.promotion = promotion;
  }

  List<Route> routes() {
    Permission edit = Permission.EDIT_ROUND;
    return List.of(
        Route.api("stepRound", HttpMethod.POST, ROUND + "/steps", edit, this::step),
        Route.api(
            "readRoundBoard",
            HttpMethod.GET,
            ROUND + "/board",
            Permission.READ_PANEL,
            call -> unkept(notices.board(call.caller(), id(call)))),
        Route.api(
            "readOutcome", HttpMethod.GET, ROUND + "/outcome", Permission.READ_PANEL, this::read),
        Route.api(
            "readNotice", HttpMethod.GET, ROUND + "/notice", Permission.READ_ROUND, this::notice),
        Route.api("promoteWinners", HttpMethod.POST, ROUND + "/promotions", edit, this::promote),
        Route.api(
            "readFeedback",
            HttpMethod.GET,
            "/submissions/:id/feedback",
            Permission.READ_SUBMISSION,
            call -> unkept(notices.feedback(call.caller(), call.id("submission")))));
  }

  private static Id id(Call call) {
    return call.id(RoundService.TYPE.name());
  }

  private static Reply unkept(Object view) {
    return Reply.ok(view).header("Cache-Control", "private, no-store");
  }

  private Reply step(Call call) {
    Entry<Round> round =
        progress.step(
            call.caller(),
            id(call),
            call.expectedVersion(),
            call.body(RoundService.Stepping.class));
    return Reply.ok(RoundView.of(round)).version(round.version());
  }

  private Reply read(Call call) {
    return page(call, outcomes.read(call.caller(), id(call)).lines(), Function.identity());
  }

  private Reply notice(Call call) {
    Notices.Notice notice = notices.read(call.caller(), id(call));
    return page(call, notice.lines(), notice::view);
  }

  private Reply promote(Call call) {
    return unkept(Map.of("items", promotion.promote(call.caller(), id(call))));
  }

  /** The cursor is the number of the first line of the page. */
  private static <T, V> Reply page(Call call, List<T> all, Function<T, V> view) {
    call.allowQuery("limit", "cursor");
    int limit = call.limit();
    int from = call.query("cursor").map(Page::place).map(OutcomeRoutes::number).orElse(0);
    List<V> items = all.stream().skip(from).limit(limit).map(view).toList();
    Optional<String> next =
        all.size() - limit > from
            ? Optional.of(Page.cursor(Integer.toString(from + limit)))
            : Optional.empty();
    return new Page<>(items, next).reply(call).header("Cache-Control", "private, no-store");
  }

  private static int number(String place) {
    try {
      return Math.max(0, Integer.parseInt(place));
    } catch (NumberFormatException foreign) {
      throw Page.badCursor();
    }
  }
}
