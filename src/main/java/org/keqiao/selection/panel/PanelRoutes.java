package org.keqiao.selection.panel;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Panels over HTTP, for who organises a round. */
final class PanelRoutes {

  private static final String ROUND = "/rounds/:id";

  private final PanelService service;
  private final Pool pool;

  PanelRoutes(PanelService service, Pool pool) {
    this.service = service;
    this.pool = pool;
  }

  List<Route> routes() {
    Permission read = Permission.READ_PANEL;
    return List.of(
        Route.api("listPanels", HttpMethod.GET, ROUND + "/panels", read, this::list),
        Route.api(
            "listRoundReviewers", HttpMethod.GET, ROUND + "/reviewers", read, this::reviewers),
        Route.api(
            "requestSecondOpinion",
            HttpMethod.POST,
            "/submissions/:id/second-opinion",
            Permission.EDIT_ROUND,
            this::secondOpinion));
  }

  /** A panel as the organiser sees it. */
  record PanelView(
      Id id,
      Id submission,
      String subject,
      String stage,
      List<SeatView> seats,
      List<Panel.Happening> history) {

    static PanelView of(Entry<Panel> entry) {
      Panel panel = entry.value();
      return new PanelView(
          entry.id(),
          panel.submission(),
          panel.of().subject(),
          panel.of().stage(),
          panel.seats().stream().map(SeatView::of).toList(),
          panel.history());
    }
  }

  /** A seat as the organiser sees it. */
  record SeatView(
      int number,
      Seat.Cause cause,
      SeatState state,
      Optional<String> reviewer,
      Optional<Instant> due,
      Optional<Sheet> sheet) {

    static SeatView of(Seat seat) {
      return new SeatView(
          seat.number(), seat.cause(), seat.state(), seat.reviewer(), seat.due(), seat.sheet());
    }
  }

  /** What a reviewer has to do, and has done: with whom a round is stuck. */
  record ReviewerView(
      String account, Optional<String> name, int assigned, int claimed, int scored) {}

  private static Id id(Call call) {
    return call.id("round");
  }

  private Reply list(Call call) {
    Map<String, String> filters = call.filters("state", "reviewer", "subject");
    Optional.ofNullable(filters.remove("state")).ifPresent(state -> filters.put("states", state));
    return Page.of(
            service.list(call.caller(), id(call), filters, call.limit(), call.query("cursor")),
            PanelView::of)
        .reply(call)
        .header("Cache-Control", "private, no-store");
  }

  private Reply reviewers(Call call) {
    call.allowQuery();
    List<ReviewerView> all = new ArrayList<>();
    service
        .byReviewer(call.caller(), id(call))
        .forEach(
            (account, states) ->
                all.add(
                    new ReviewerView(
                        account,
                        pool.name(account),
                        states.getOrDefault(SeatState.ASSIGNED.label(), 0),
                        states.getOrDefault(SeatState.CLAIMED.label(), 0),
                        states.getOrDefault(SeatState.SCORED.label(), 0))));
    return Reply.ok(Map.of("items", all)).header("Cache-Control", "private, no-store");
  }

  private Reply secondOpinion(Call call) {
    Entry<Panel> panel =
        service.secondOpinion(
            call.caller(), call.id("submission"), call.body(PanelService.Reason.class));
    return Reply.ok(PanelView.of(panel)).header("Cache-Control", "private, no-store");
  }
}
