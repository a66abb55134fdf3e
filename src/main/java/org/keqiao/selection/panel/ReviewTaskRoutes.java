package org.keqiao.selection.panel;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keqiao.http.Action;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.selection.scoring.Rubric;
import org.keqiao.store.Id;

/** Tasks of reviewers over HTTP. */
final class ReviewTaskRoutes {

  private static final String ALL = "/review-tasks";
  private static final String ONE = ALL + "/:id";

  private final ReviewTaskService service;
  private final Material material;
  private final Panel.Leases leases;
  private final Clock clock;

  ReviewTaskRoutes(ReviewTaskService service, Material material, Panel.Leases leases, Clock clock) {
    this.service = service;
    this.material = material;
    this.leases = leases;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        route("listReviewTasks", HttpMethod.GET, ALL, this::list),
        route("readReviewTask", HttpMethod.GET, ONE, this::read),
        route("claimReviewTask", HttpMethod.POST, ONE + "/claim", this::claim),
        route("returnReviewTask", HttpMethod.POST, ONE + "/return", this::giveBack),
        route("recuseReviewTask", HttpMethod.POST, ONE + "/recuse", this::recuse),
        route("scoreReviewTask", HttpMethod.POST, ONE + "/score", this::score));
  }

  private static Route route(String name, HttpMethod method, String path, Action action) {
    return Route.api(name, method, path, Permission.REVIEW_SUBMISSION, action);
  }

  /**
   * A task as its reviewer sees it: nothing tells whose the submission is, who else scores it, or
   * why there is this seat.
   *
   * @param reminder {@code due-soon} when its time is nearly over
   * @param sheet what she said
   */
  record TaskView(
      Id id,
      Id round,
      String roundTitle,
      SeatState state,
      Optional<Instant> due,
      Optional<String> reminder,
      Instant decides,
      @JsonUnwrapped Material.Cover cover,
      Optional<Sheet> sheet) {}

  /** The same with everything that is needed to score. */
  record DeskView(
      @JsonUnwrapped TaskView task, Rubric rubric, @JsonUnwrapped Material.Files files) {}

  private TaskView view(ReviewTaskService.Task task) {
    boolean soon =
        task.seat()
            .due()
            .filter(due -> due.minus(leases.reminder()).isBefore(clock.instant()))
            .isPresent();
    return new TaskView(
        task.id(),
        task.round().id(),
        task.round().value().title(),
        task.seat().state(),
        task.seat().due(),
        soon ? Optional.of("due-soon") : Optional.empty(),
        task.round().value().windows().decides(),
        material.cover(task.panel().value()),
        task.seat().sheet());
  }

  /** Addresses are signed for whoever asks: nobody keeps the answer. */
  private static Reply unkept(Object view) {
    return Reply.ok(view).header("Cache-Control", "private, no-store");
  }

  private Reply list(Call call) {
    call.allowQuery("state", "round", "limit", "cursor");
    String[] states =
        Arrays.stream(SeatState.values()).map(SeatState::label).toArray(String[]::new);
    Page<ReviewTaskService.Task> page =
        service.list(
            call.caller(),
            call.oneOf("state", states).map(SeatState::of),
            call.query("round"),
            call.limit(),
            call.query("cursor"));
    return new Page<>(page.items().stream().map(this::view).toList(), page.next())
        .reply(call)
        .header("Cache-Control", "private, no-store");
  }

  private static Id id(Call call) {
    return call.id("review-task");
  }

  private Reply read(Call call) {
    ReviewTaskService.Task task = service.read(call.caller(), id(call));
    return unkept(
        new DeskView(
            view(task),
            task.round().value().rules().rubric(),
            material.files(call.caller(), task.panel().value())));
  }

  private Reply claim(Call call) {
    return unkept(view(service.claim(call.caller(), id(call))));
  }

  private Reply giveBack(Call call) {
    PanelService.Reason reason = call.body(PanelService.Reason.class);
    return unkept(view(service.giveBack(call.caller(), id(call), "returned", reason.optional())));
  }

  private Reply recuse(Call call) {
    PanelService.Reason reason = call.body(PanelService.Reason.class);
    return unkept(view(service.giveBack(call.caller(), id(call), "recused", reason.required())));
  }

  private Reply score(Call call) {
    return unkept(
        view(service.score(call.caller(), id(call), call.body(ReviewTaskService.Scoring.class))));
  }
}
