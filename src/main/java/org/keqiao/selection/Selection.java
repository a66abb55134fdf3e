package org.keqiao.selection;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.Catalogue;
import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.PlayService;
import org.keqiao.catalogue.bundle.BundleService;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Route;
import org.keqiao.selection.outcome.Outcomes;
import org.keqiao.selection.panel.Panels;
import org.keqiao.selection.round.Rounds;
import org.keqiao.selection.similarity.Fingerprints;
import org.keqiao.selection.submission.Sources;
import org.keqiao.selection.submission.Submissions;
import org.keqiao.store.Reconcile;

/**
 * The parts of this package, put together.
 *
 * @param rounds what is asked for
 * @param submissions what was handed in
 * @param panels who scores it
 * @param outcomes what it came to
 */
public record Selection(Rounds rounds, Submissions submissions, Panels panels, Outcomes outcomes) {

  /** Puts the parts together over the two stores. */
  public static Selection over(
      SelectionStores stores,
      Catalogue catalogue,
      LessonService.Sources sources,
      MediaUrls urls,
      SelectionSettings settings) {
    Clock clock = Clock.systemUTC();
    Rounds rounds = new Rounds(stores, sources.schools(), catalogue::hasTerm, clock);
    Submissions submissions =
        new Submissions(
            stores,
            rounds.service(),
            new Sources(
                catalogue.service(),
                new BundleService(catalogue.service(), sources, urls),
                new Fingerprints(stores.bucket(), sources.media()),
                sources.schools(),
                sources.accounts()),
            clock);
    Panels panels =
        new Panels(
            stores,
            new Panels.Sources(
                rounds.service(),
                submissions.service(),
                catalogue.service(),
                new PlayService(sources.media(), urls),
                urls,
                sources.accounts(),
                catalogue::stageOf),
            settings.leases(),
            clock);
    Outcomes outcomes =
        new Outcomes(
            stores,
            new Outcomes.Sources(
                rounds.service(), submissions.service(), panels.service(), sources.schools()),
            clock);
    return new Selection(rounds, submissions, panels, outcomes);
  }

  /** All of it over HTTP. */
  public List<Route> routes() {
    return Stream.of(rounds.routes(), submissions.routes(), panels.routes(), outcomes.routes())
        .flatMap(List::stream)
        .toList();
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.of(
            rounds.reconciles(),
            submissions.reconciles(),
            panels.reconciles(),
            outcomes.reconciles())
        .<Reconcile<?>>flatMap(each -> each)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return Stream.of(rounds.audited(), submissions.audited(), panels.audited(), outcomes.audited())
        .<Audited<?>>flatMap(List::stream)
        .toList();
  }
}
