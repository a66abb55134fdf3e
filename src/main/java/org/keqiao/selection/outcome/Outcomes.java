package org.keqiao.selection.outcome;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.school.SchoolService;
import org.keqiao.selection.SelectionStores;
import org.keqiao.selection.panel.PanelService;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of this package, put together. */
public final class Outcomes {

  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final Duration TICK = Duration.ofSeconds(15);

  private final Records<Outcome> outcomes;
  private final Records<Objection> objections;
  private final RoundService rounds;
  private final Progress progress;
  private final List<Route> routes;

  /** Where the rest of what outcomes need is known. */
  public record Sources(
      RoundService rounds,
      SubmissionService submissions,
      PanelService panels,
      SchoolService schools) {}

  /** Puts the parts together over the two stores. */
  public Outcomes(SelectionStores stores, Sources sources, Clock clock) {
    this.rounds = sources.rounds();
    this.outcomes = stores.records(OutcomeService.TYPE);
    this.objections =
        stores.records(ObjectionService.TYPE, stores.cards(ObjectionService.TYPE, this::card));
    ObjectionService objecting =
        new ObjectionService(objections, rounds, sources.submissions(), clock);
    OutcomeService.Sources own =
        new OutcomeService.Sources(
            rounds, sources.submissions(), sources.panels(), objecting, sources.schools());
    OutcomeService service = new OutcomeService(outcomes, own, clock);
    this.progress = new Progress(rounds, sources.panels(), service, objecting, clock);
    Promotion promotion = new Promotion(rounds, sources.submissions(), service, clock);
    this.routes =
        Stream.concat(
                new OutcomeRoutes(progress, service, new Notices(service, own), promotion)
                    .routes().stream(),
                new ObjectionRoutes(objecting).routes().stream())
            .toList();
  }

  private Map<String, Object> card(Entry<Objection> entry) {
    return Map.of(
        "round",
        entry.value().round(),
        "open",
        entry.value().isOpen(),
        "places",
        nodes(entry.value().round()));
  }

  private List<String> nodes(Id round) {
    return rounds.find(round.value()).map(found -> rounds.nodes(found.value())).orElse(List.of());
  }

  /** Outcomes and objections over HTTP. */
  public List<Route> routes() {
    return routes;
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(objections).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed: only who organises the round reads who objected. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.secret(
            OutcomeService.TYPE.name(), outcomes, (id, outcome) -> nodes(outcome.round())),
        Audited.secret(
            ObjectionService.TYPE.name(), objections, (id, each) -> nodes(each.round())));
  }

  /** Lets the clock have its say from now on, until it is closed. */
  public AutoCloseable keepTime() {
    return new Repeating("rounds").later(TICK, this::tick);
  }

  private void tick() {
    try {
      progress.tick();
    } catch (RuntimeException away) {
      LOG.warn("rounds cannot be looked through now: {}", away.getMessage());
    }
  }
}
