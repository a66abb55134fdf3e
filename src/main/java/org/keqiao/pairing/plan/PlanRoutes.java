package org.keqiao.pairing.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.keqiao.http.Call;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Reply;
import org.keqiao.http.Route;
import org.keqiao.pairing.matching.Uncovered;
import org.keqiao.pairing.matching.Weights;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;

/** Plans over HTTP. */
final class PlanRoutes {

  private static final String ALL = "/pairing/plans";
  private static final String ONE = ALL + "/:id";

  private final PlanService service;
  private final SchoolService schools;

  PlanRoutes(PlanService service, SchoolService schools) {
    this.service = service;
    this.schools = schools;
  }

  List<Route> routes() {
    Permission plan = Permission.PLAN_PAIRING;
    return List.of(
        Route.api("listPlans", HttpMethod.GET, ALL, plan, this::list),
        Route.api("createPlan", HttpMethod.POST, ALL, plan, this::create),
        Route.api("readPlan", HttpMethod.GET, ONE, plan, this::read),
        Route.api("deletePlan", HttpMethod.DELETE, ONE, plan, this::delete),
        Route.api("listPlanPairs", HttpMethod.GET, ONE + "/pairs", plan, this::pairs),
        Route.api("listPlanUncovered", HttpMethod.GET, ONE + "/uncovered", plan, this::uncovered),
        Route.api("editPlan", HttpMethod.POST, ONE + "/edits", plan, this::edit),
        Route.api("replan", HttpMethod.POST, ONE + "/replan", plan, this::replan),
        Route.api("issuePlan", HttpMethod.POST, ONE + "/issue", plan, this::issue));
  }

  /**
   * A plan as the bureau sees it.
   *
   * @param rural how many rural schools it is about
   * @param covered how many of them have a partner
   * @param cost of all pairs together
   */
  record PlanView(
      Id id,
      String region,
      String state,
      Weights weights,
      int rural,
      int covered,
      long cost,
      Optional<Plan.Term> term,
      Instant at) {

    static PlanView of(Entry<Plan> entry) {
      Plan plan = entry.value();
      return new PlanView(
          entry.id(),
          plan.region(),
          plan.state(),
          plan.weights(),
          plan.pairs().size() + plan.uncovered().size(),
          plan.pairs().size(),
          plan.cost(),
          plan.term(),
          entry.at());
    }
  }

  /** A rural school without a partner, and why. */
  record LeftView(String rural, Optional<String> ruralName, Uncovered reason, String sentence) {}

  private static Id id(Call call) {
    return call.id(PlanService.TYPE.name());
  }

  private static Reply show(Entry<Plan> entry) {
    return Reply.ok(PlanView.of(entry)).version(entry.version());
  }

  private Reply list(Call call) {
    return Page.of(
            service.list(
                call.caller(), call.placed("region", "state"), call.limit(), call.query("cursor")),
            PlanView::of)
        .reply(call);
  }

  private Reply create(Call call) {
    Entry<Plan> made = service.create(call.caller(), call.body(PlanDraft.class));
    return Reply.created(Route.API + ALL + "/" + made.id(), PlanView.of(made))
        .version(made.version());
  }

  private Reply read(Call call) {
    return show(service.read(call.caller(), id(call)));
  }

  private Reply delete(Call call) {
    service.delete(call.caller(), id(call), call.expectedVersion());
    return Reply.empty();
  }

  private Reply pairs(Call call) {
    Plan plan = service.read(call.caller(), id(call)).value();
    return page(call, plan.pairs(), Plan.Pair::rural, pair -> PairView.of(call, pair, schools));
  }

  private Reply uncovered(Call call) {
    Plan plan = service.read(call.caller(), id(call)).value();
    return page(
        call,
        plan.uncovered(),
        Plan.Left::rural,
        left ->
            new LeftView(
                left.rural(),
                schools.name(left.rural()),
                left.reason(),
                call.sentence("uncovered-" + left.reason().label())));
  }

  /** Both lists are in the order of the ids of the rural schools. */
  private static <T> Reply page(
      Call call, List<T> all, Function<T, String> key, Function<T, Object> view) {
    call.allowQuery("limit", "cursor");
    int limit = call.limit();
    String after = call.query("cursor").map(Page::place).orElse("");
    List<T> rest =
        all.stream()
            .filter(each -> key.apply(each).compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    List<T> items = rest.stream().limit(limit).toList();
    Optional<String> next =
        rest.size() > limit
            ? Optional.of(Page.cursor(key.apply(items.getLast())))
            : Optional.empty();
    return new Page<>(items.stream().map(view).toList(), next).reply(call);
  }

  private Reply edit(Call call) {
    return show(
        service.edit(
            call.caller(), id(call), call.expectedVersion(), call.body(PlanEdit.Edits.class)));
  }

  private Reply replan(Call call) {
    return show(service.replan(call.caller(), id(call), call.expectedVersion()));
  }

  private Reply issue(Call call) {
    return show(
        service.issue(
            call.caller(), id(call), call.expectedVersion(), call.body(PlanService.Issue.class)));
  }
}
