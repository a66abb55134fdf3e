package org.keqiao.catalogue.collection;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.keqiao.catalogue.LessonHits;
import org.keqiao.catalogue.LessonService;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param collections collections
 * @param routes everything that is done with them
 */
public record LessonCollections(Records<LessonCollection> collections, List<Route> routes) {

  /** Puts the parts together over the two stores. */
  public static LessonCollections over(
      Bucket bucket, Elastic elastic, Path mappings, LessonService lessons, LessonHits hits) {
    Records<LessonCollection> collections =
        new Records<>(
            bucket,
            CollectionService.TYPE,
            Optional.of(
                new Projection<>(
                    elastic,
                    CollectionService.TYPE,
                    mappings.resolve("collection.json"),
                    CollectionIndex::card)));
    CollectionService service = new CollectionService(collections, lessons);
    return new LessonCollections(collections, new CollectionRoutes(service, hits).routes());
  }

  /** What keeps the cards of this package in step. */
  public Optional<Reconcile<LessonCollection>> reconcile() {
    return Reconcile.of(collections);
  }
}
