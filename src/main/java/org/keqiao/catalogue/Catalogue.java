package org.keqiao.catalogue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.catalogue.bundle.BundleRoutes;
import org.keqiao.catalogue.collection.LessonCollections;
import org.keqiao.catalogue.demand.Demands;
import org.keqiao.catalogue.toc.TocRoutes;
import org.keqiao.delivery.MediaUrls;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
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
    List<Route> routes) {

  /** Puts the parts together over the two stores. */
  public static Catalogue over(
      Bucket bucket,
      Elastic elastic,
      Path mappings,
      LessonService.Sources sources,
      MediaUrls urls) {
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
    LessonService service = new LessonService(lessons, books, sources);
    PartSearch partSearch = new PartSearch(cards);
    sources
        .media()
        .onPassages(sha256 -> partSearch.lessonsWith(sha256).forEach(lessons::refreshCard));
    SearchService search =
        new SearchService(
            new LessonSearch(cards), new CompletionSearch(cards), books, sources.accounts());
    sources.schools().join(lessons);
    PlayService play = new PlayService(sources.media(), urls);
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
                new BundleRoutes(service, sources, urls).routes(),
                new PartRoutes(service, new PartService(sources.media(), sources.documents(), urls))
                    .routes(),
                demands.routes(),
                collections.routes())
            .flatMap(List::stream)
            .toList();
    return new Catalogue(
        lessons, textbooks, taxonomies, demands, collections, service, uses, routes);
  }

  /** Whether a facet of the taxonomy has a term. */
  public boolean hasTerm(String facet, String id) {
    return taxonomies
        .find(TextbookService.ONLY)
        .flatMap(taxonomy -> taxonomy.value().term(facet, id))
        .isPresent();
  }

  /** The stage of a grade, when there is such a grade. */
  public Optional<String> stageOf(String grade) {
    return taxonomies
        .find(TextbookService.ONLY)
        .flatMap(taxonomy -> taxonomy.value().term("grade", grade))
        .flatMap(Taxonomy.Term::stage);
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(
            Reconcile.of(textbooks),
            Reconcile.of(lessons),
            demands.reconcile(),
            collections.reconcile())
        .<Reconcile<?>>flatMap(Optional::stream)
        .toList();
  }

  /** What of it is followed. */
  public List<Audited<?>> audited() {
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
