package org.keqiao.selection.submission;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.selection.SelectionStores;
import org.keqiao.selection.round.RoundService;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/** The parts of this package, put together. */
public final class Submissions {

  private final Records<Submission> submissions;
  private final SubmissionService service;
  private final Sources sources;

  /** Puts the parts together over the two stores. */
  public Submissions(SelectionStores stores, RoundService rounds, Sources sources, Clock clock) {
    this.sources = sources;
    Projection<Submission> cards =
        stores.cards(SubmissionService.TYPE, SubmissionIndex.cards(sources.schools()::around));
    this.submissions = stores.records(SubmissionService.TYPE, cards);
    Slots slots = new Slots(stores.records(Slots.TYPE), submissions);
    Entrance entrance =
        new Entrance(submissions, slots, new SubmissionIndex(cards), sources.prints(), clock);
    this.service = new SubmissionService(submissions, entrance, rounds, sources, clock);
    sources.schools().join(submissions);
  }

  /** What can be done with submissions. */
  public SubmissionService service() {
    return service;
  }

  /** Submissions over HTTP. */
  public List<Route> routes() {
    return new SubmissionRoutes(service, sources.schools()).routes();
  }

  /** What keeps the cards in step. */
  public Stream<Reconcile<?>> reconciles() {
    return Reconcile.of(submissions).<Reconcile<?>>map(each -> each).stream();
  }

  /** What of them is followed. Whoever keeps a school may read what its teachers handed in. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.secret(
            SubmissionService.TYPE.name(),
            submissions,
            (id, submission) -> service.nodes(submission)));
  }
}
