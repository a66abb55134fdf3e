package org.keqiao.catalogue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.bundle.BundleRoutes;
import org.keqiao.catalogue.collection.LessonCollections;
import org.keqiao.catalogue.demand.Demands;
import org.keqiao.catalogue.report.Report;
import org.keqiao.catalogue.report.ReportRoutes;
import org.keqiao.catalogue.report.ReportService;
import org.keqiao.catalogue.review.Decisions;
import org.keqiao.catalogue.review.ReasonTable;
import org.keqiao.catalogue.review.ReviewRoutes;
import org.keqiao.catalogue.review.ReviewService;
import org.keqiao.catalogue.review.ReviewSettings;
import org.keqiao.catalogue.revocation.RevocationKeys;
import org.keqiao.catalogue.revocation.RevocationRoutes;
import org.keqiao.catalogue.revocation.Revocations;
import org.keqiao.catalogue.toc.TocRoutes;
import org.keqiao.catalogue.version.VersionRoutes;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Entry;
import org.keqiao.store.KeyRing;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param lessons lessons
 * @param textbooks textbooks
 * @param taxonomies the taxonomy
 * @param demands what is asked for and missing
 * @param collections series of lessons
 * @param service what can be done with lessons
 * @param uses how often they were played
 * @param standing what was decided on lessons and became of them
 * @param routes textbooks and lessons
 */
public record Catalogue(
    Records<Lesson> lessons,
    Records<Textbook> textbooks,
    Records<Taxonomy> taxonomies,
    Demands demands,
    LessonCollections collections,
    LessonService service,
    LessonUses uses,
    Standing standing,
    List<Route> routes) {

  /**
   * What is ruled elsewhere.
   *
   * @param review what must be reviewed
   * @param revocationKeys sign the list of withdrawn lessons
   */
  public record Rules(ReviewSettings review, KeyRing revocationKeys) {}

  /** Puts the parts together over the two stores. */
  public static Catalogue over(
      Bucket bucket,
      Elastic elastic,
      Path mappings,
      LessonService.Sources sources,
      MediaUrls urls,
      Rules rules) {
    Records<Taxonomy> taxonomies =
        new Records<>(bucket, TextbookService.TAXONOMY, Optional.empty());
    Records<Textbook> textbooks =
        new Records<>(
            bucket,
            TextbookService.TEXTBOOK,
            Optional.of(
                new Projection<>(
                    elastic,
                    TextbookService.TEXTBOOK,
                    mappings.resolve("textbook.json"),
                    TextbookIndex::card)));
    TextbookService books = new TextbookService(textbooks, taxonomies);
    LessonUses uses = new LessonUses(bucket);
    Projection<Lesson> cards =
        new Projection<>(
            elastic,
            LessonService.TYPE,
            mappings.resolve("lesson.json"),
            new LessonIndex(books, sources.media()::passages, uses, sources::nodes)::card);
    Records<Lesson> lessons = new Records<>(bucket, LessonService.TYPE, Optional.of(cards));
    PartSearch partSearch = new PartSearch(cards);
    Clock clock = Clock.systemUTC();
    Decisions decisions = new Decisions(bucket, rules.review(), sources::nodes);
    LessonService service = new LessonService(lessons, books, sources, decisions);
    Revocations revocations =
        new Revocations(
            bucket,
            (sha256, lesson) ->
                partSearch.lessonsWith(sha256).stream()
                    .filter(other -> !other.equals(lesson))
                    .anyMatch(
                        other ->
                            lessons
                                .find(other)
                                .map(Entry::value)
                                .filter(Lesson::isServed)
                                .isPresent()),
            clock);
    LessonLife life =
        new LessonLife(lessons, service, sources.media(), decisions, revocations::follow, clock);
    ReasonTable reasons = ReasonTable.read();
    ReviewService reviews = new ReviewService(lessons, service, life, decisions, reasons, clock);
    urls.guard(life::refuseGone);
    Records<Report> reported =
        new Records<>(
            bucket,
            ReportService.TYPE,
            Optional.of(
                new Projection<>(
                    elastic,
                    ReportService.TYPE,
                    mappings.resolve("lesson-report.json"),
                    ReportService::card)));
    ReportService reports =
        new ReportService(
            new ReportService.Reports(reported, rules.review().flagAfter()),
            service,
            life,
            reviews,
            reasons,
            clock);
    sources
        .media()
        .onPassages(sha256 -> partSearch.lessonsWith(sha256).forEach(lessons::refreshCard));
    SearchService search =
        new SearchService(
            new LessonSearch(cards), new CompletionSearch(cards), books, sources.accounts());
    sources.schools().join(lessons);
    PlayService play = new PlayService(sources.media(), urls);
    PartService parts = new PartService(sources.media(), sources.documents(), urls);
    LessonHits hits = new LessonHits(play, sources.schools());
    Demands demands = Demands.over(bucket, elastic, mappings, books);
    LessonCollections collections =
        LessonCollections.over(bucket, elastic, mappings, service, hits);
    List<Route> routes =
        Stream.of(
                new TextbookRoutes(books).routes(),
                new TocRoutes(books, service).routes(),
                new SearchRoutes(search, service, books, hits).routes(),
                new LessonRoutes(service, play, uses).routes(),
                new LifeRoutes(life, reasons::require).routes(),
                new BundleRoutes(service, life, sources, urls).routes(),
                new PartRoutes(service, parts).routes(),
                new VersionRoutes(lessons, service).routes(),
                new ReviewRoutes(reviews, play, parts).routes(),
                new ReportRoutes(reports).routes(),
                new RevocationRoutes(revocations, new RevocationKeys(rules.revocationKeys()), clock)
                    .routes(),
                demands.routes(),
                collections.routes())
            .flatMap(List::stream)
            .toList();
    return new Catalogue(
        lessons,
        textbooks,
        taxonomies,
        demands,
        collections,
        service,
        uses,
        new Standing(
            lessons,
            life,
            new Standing.Judged(decisions, reviews),
            new Standing.Said(reported, reports),
            revocations),
        routes);
  }

  /** Whether a facet of the taxonomy has a term. */
  public boolean hasTerm(String facet, String id) {
    return taxonomies
        .find(TextbookService.ONLY)
        .flatMap(taxonomy -> taxonomy.value().term(facet, id))
        .isPresent();
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(
            Reconcile.of(textbooks),
            Reconcile.of(lessons),
            Reconcile.of(standing.said().records()),
            demands.reconcile(),
            collections.reconcile())
        .<Reconcile<?>>flatMap(Optional::stream)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
    return Stream.concat(lessonsAudited().stream(), standing.audited().stream()).toList();
  }

  private List<Audited<?>> lessonsAudited() {
    return List.of(
        Audited.open("textbook", textbooks, (id, book) -> List.of()),
        Audited.open("lesson", lessons, (id, lesson) -> service.place(lesson.owner()).nodes()),
        Audited.open(
            "collection",
            collections.collections(),
            (id, collection) -> service.place(collection.owner()).nodes()));
  }

  /** Saves from now on how often lessons are played, until it is closed. */
  public AutoCloseable saveUses() {
    return new UseFlushing(uses, lessons::refreshCard);
  }
}
