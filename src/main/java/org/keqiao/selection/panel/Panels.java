package org.keqiao.selection.panel;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.PlayService;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Route;
import org.keqiao.identity.AccountService;
import org.keqiao.selection.SelectionStores;
import org.keqiao.selection.round.RoundService;
import org.keqiao.selection.submission.SubmissionService;
import org.keqiao.store.Id;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Panels {

  private final Records<Panel> panels;
  private final RoundService rounds;
  private final PanelService service;
  private final List<Route> routes;

  /**
   * Where the rest of what panels need is known.
   *
   * @param stages the stage of a grade
   */
  public record Sources(
      RoundService rounds,
      SubmissionService submissions,
      LessonService lessons,
      PlayService play,
      MediaUrls urls,
      AccountService accounts,
      Function<String, Optional<String>> stages) {}

  /** Puts the parts together over the two stores. */
  public Panels(SelectionStores stores, Sources sources, Panel.Leases leases, Clock clock) {
    this.rounds = sources.rounds();
    Projection<Panel> cards = stores.cards(PanelService.TYPE, PanelIndex.cards(this::nodes));
    this.panels = stores.records(PanelService.TYPE, cards);
    PanelService.Sources own = new PanelService.Sources(rounds, sources.submissions(), clock);
    Pool pool = new Pool(sources.accounts(), rounds, sources.stages());
    this.service = new PanelService(panels, new PanelIndex(cards), pool, own, leases);
    ReviewTaskService tasks = new ReviewTaskService(panels, service, pool, own, leases);
    Material material =
        new Material(sources.lessons(), sources.submissions(), sources.play(), sources.urls());
    this.routes =
        Stream.concat(
                new PanelRoutes(service, pool).routes().stream(),
                new ReviewTaskRoutes(tasks, material, leases, clock).routes().stream())
            .toList();
  }

  private List<String> nodes(Id round) {
    return rounds.find(round.value()).map(found -> rounds.nodes(found.value())).orElse(List.of());
  }

  /** What the program does with panels by itself. */
  public PanelService service() {
    return service;
  }

  /** Panels and tasks over HTTP. */
  public List<Route> routes() {
    return routes;
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(panels).<Reconcile<?>>map(each -> each).stream();
  }

  /**
   * What of them is followed: only who organises the round reads who scored, and no school of an
   * author or of a reviewer.
   */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.secret(PanelService.TYPE.name(), panels, (id, panel) -> nodes(panel.round())));
  }
}
