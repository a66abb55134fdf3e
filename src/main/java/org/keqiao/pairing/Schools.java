package org.keqiao.pairing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param schools schools
 * @param regions regions
 * @param service what can be asked of both
 */
public record Schools(Records<School> schools, Records<Region> regions, SchoolService service) {

  /** Puts the parts together over the two stores. */
  public static Schools over(Bucket bucket, Elastic elastic, Path mappings) {
    Records<School> schools =
        new Records<>(
            bucket,
            SchoolService.SCHOOL,
            Optional.of(
                new Projection<>(
                    elastic,
                    SchoolService.SCHOOL,
                    mappings.resolve("school.json"),
                    SchoolIndex::card)));
    Records<Region> regions =
        new Records<>(
            bucket,
            SchoolService.REGION,
            Optional.of(
                new Projection<>(
                    elastic,
                    SchoolService.REGION,
                    mappings.resolve("region.json"),
                    SchoolIndex::regionCard)));
    return new Schools(schools, regions, new SchoolService(schools, regions));
  }

  /** Regions and schools over HTTP. */
  public List<Route> routes() {
    return new SchoolRoutes(service).routes();
  }

  /** What keeps the cards of this package in step. */
  public List<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(Reconcile.of(schools), Reconcile.of(regions))
        .<Reconcile<?>>flatMap(Optional::stream)
        .toList();
  }
}
