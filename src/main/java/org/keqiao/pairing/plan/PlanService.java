package org.keqiao.pairing.plan;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.Page;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.pairing.agreement.Agreement;
import org.keqiao.pairing.agreement.Days;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.pairing.matching.Weights;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Plans of regions that a caller keeps; others do not exist for her. */
final class PlanService {

  static final RecordType<Plan> TYPE = new RecordType<>("plan", Plan.class);

  private static final long MOST_PAIRS = 50_000_000;
  private static final int ISSUED_AT_ONCE = 16;

  private final Records<Plan> plans;
  private final Region.Sources sources;
  private final Weights usual;
  private final Clock clock;
  private final MatchingThread thread;

  PlanService(Records<Plan> plans, Region.Sources sources, Weights usual, Clock clock) {
    this.plans = plans;
    this.sources = sources;
    this.usual = usual;
    this.clock = clock;
    this.thread = new MatchingThread();
  }

  /** First and last day that the agreements are to have. */
  record Issue(Optional<LocalDate> from, Optional<LocalDate> to) {}

  private Place place(String region) {
    return Place.at(sources.schools().around(region));
  }

  Entry<Plan> read(Caller caller, Id id) {
    Entry<Plan> found = plans.read(id);
    caller.require(Permission.PLAN_PAIRING, place(found.value().region()), TYPE.name(), id.value());
    return found;
  }

  Listing<Plan> list(
      Caller caller, Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(
        plans,
        filters,
        caller.reach(Permission.PLAN_PAIRING).within(),
        limit,
        cursor.map(Page::place));
  }

  /**
   * Makes a plan for a region.
   *
   * @throws FaultException invalid; forbidden in regions that the caller does not keep; conflict,
   *     when another plan has the name
   */
  Entry<Plan> create(Caller caller, PlanDraft draft) {
    Violations violations = new Violations();
    draft.id().filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    if (draft.region().isEmpty()) {
      violations.add("/region", "missing");
    } else if (!sources.schools().hasRegion(draft.region().get())) {
      violations.add("/region", "unknown-term", draft.region().get());
    }
    draft.weights().ifPresent(said -> said.check(violations));
    violations.refuse();
    String region = draft.region().orElseThrow();
    if (!caller.may(Permission.PLAN_PAIRING, place(region))) {
      throw FaultException.forbidden();
    }
    Weights weights = draft.weights().map(said -> said.over(usual)).orElse(usual);
    Id id = draft.id().map(Id::new).orElseGet(Id::fresh);
    return plans
        .find(id)
        .or(() -> plans.createIfAbsent(id, best(region, weights, Map.of()), caller.account()))
        .or(() -> plans.find(id))
        .filter(plan -> plan.value().region().equals(region))
        .filter(plan -> plan.value().weights().equals(weights))
        .orElseThrow(() -> FaultException.conflict("plan-exists", id.value()));
  }

  private Plan best(String code, Weights weights, Map<String, String> pins) {
    return best(code, read(code), weights, pins);
  }

  private Plan best(String code, Region region, Weights weights, Map<String, String> pins) {
    return thread.run(() -> new Planner(code, region, weights).best(pins));
  }

  private Region read(String code) {
    Region region = sources.read(code);
    if (region.candidates().pairs() > MOST_PAIRS) {
      throw FaultException.invalid("plan-too-large", MOST_PAIRS);
    }
    return region;
  }

  /** Changes the pairs of a draft. */
  Entry<Plan> edit(Caller caller, Id id, long version, PlanEdit.Edits edits) {
    Plan before = read(caller, id).value();
    Region region = read(before.region());
    return change(
        caller,
        id,
        version,
        plan ->
            new Editing(plan, region)
                .apply(
                    edits.edits().orElse(List.of()),
                    new Planner(plan.region(), region, plan.weights())));
  }

  /** Makes a draft anew from what is known now; what is pinned stays. */
  Entry<Plan> replan(Caller caller, Id id, long version) {
    Plan before = read(caller, id).value();
    Region region = read(before.region());
    return change(
        caller,
        id,
        version,
        plan -> best(plan.region(), region, plan.weights(), new Editing(plan, region).pins()));
  }

  private Entry<Plan> change(Caller caller, Id id, long version, UnaryOperator<Plan> change) {
    return plans.update(
        id,
        OptionalLong.of(version),
        caller.account(),
        plan -> {
          refuseIssued(plan);
          return change.apply(plan);
        });
  }

  private static void refuseIssued(Plan plan) {
    if (plan.term().isPresent()) {
      throw FaultException.conflict("plan-issued");
    }
  }

  /**
   * Proposes an agreement for each pair that has none. Doing it again proposes what was not
   * proposed yet, because a server stopped on the way.
   */
  Entry<Plan> issue(Caller caller, Id id, long version, Issue issue) {
    Entry<Plan> found = read(caller, id);
    Plan.Term term = found.value().term().orElseGet(() -> term(issue));
    Entry<Plan> issued =
        found.value().term().isPresent()
            ? found
            : change(caller, id, version, plan -> plan.issued(term));
    issued.value().pairs().stream()
        .filter(pair -> pair.origin() != Plan.Origin.STANDING)
        .gather(Gatherers.mapConcurrent(ISSUED_AT_ONCE, pair -> propose(caller, id, pair, term)))
        .forEach(done -> {});
    return issued;
  }

  private String propose(Caller caller, Id plan, Plan.Pair pair, Plan.Term term) {
    String name = DigestUtils.sha256Hex(plan + "/" + pair.rural() + "/" + pair.urban());
    Id id = new Id("p-" + name.substring(0, 40));
    sources
        .agreements()
        .propose(
            caller,
            id,
            plan.value(),
            pair.urban(),
            pair.rural(),
            new Terms(
                pair.courses(),
                pair.hours(),
                term.from(),
                term.to(),
                Optional.empty(),
                Optional.empty()));
    return pair.rural();
  }

  private Plan.Term term(Issue issue) {
    Violations violations = new Violations();
    LocalDate today = LocalDate.ofInstant(clock.instant(), Agreement.CHINA);
    Days.check("", issue.from(), issue.to(), today, violations);
    violations.refuse();
    return new Plan.Term(issue.from().orElseThrow(), issue.to().orElseThrow());
  }

  /** Throws a draft away. */
  void delete(Caller caller, Id id, long version) {
    refuseIssued(read(caller, id).value());
    plans.delete(id, version, caller.account());
  }
}
