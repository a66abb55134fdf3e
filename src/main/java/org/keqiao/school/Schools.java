package org.keqiao.school;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.audit.Audited;
import org.keqiao.http.Route;
import org.keqiao.store.Bucket;
import org.keqiao.store.Card;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.Reconcile;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * The parts of this package, put together.
 *
 * @param regions regions
 * @param schools schools
 * @param classes classes
 * @param service what can be asked of schools
 * @param classService what can be asked of classes
 * @param routes all three over HTTP
 */
public record Schools(
    Records<Region> regions,
    Records<School> schools,
    Records<SchoolClass> classes,
    SchoolService service,
    ClassService classService,
    List<Route> routes) {

  /** Puts the parts together over the two stores. */
  public static Schools over(Bucket bucket, Elastic elastic, Path mappings) {
    Shelf shelf = new Shelf(bucket, elastic, mappings);
    Records<School> schools = shelf.records(SchoolService.TYPE, SchoolIndex::card);
    Records<Region> regions = shelf.records(RegionService.TYPE, SchoolIndex::regionCard);
    RegionService regionService = new RegionService(regions, schools);
    SchoolService service = new SchoolService(schools, regionService);
    Records<SchoolClass> classes =
        shelf.records(ClassService.TYPE, SchoolIndex.classCards(service));
    ClassService classService = new ClassService(classes, service);
    service.join(classes);
    List<Route> routes =
        Stream.of(
                new RegionRoutes(regionService).routes(),
                new SchoolRoutes(service).routes(),
                new ClassRoutes(classService).routes())
            .flatMap(List::stream)
            .toList();
    return new Schools(regions, schools, classes, service, classService, routes);
  }

  /** What of them is followed. */
  public List<Audited<?>> audited() {
    return List.of(
        Audited.open("region", regions, (id, region) -> RegionService.place(id.value()).nodes()),
        Audited.open(
            "school",
            schools,
            (id, school) -> SchoolService.place(id.value(), school.region()).nodes()),
        Audited.open("class", classes, (id, value) -> service.around(value.school())));
  }

  private record Shelf(Bucket bucket, Elastic elastic, Path mappings) {

    <T> Records<T> records(RecordType<T> type, Card<T> card) {
      Path mapping = mappings.resolve(type.name() + ".json");
      return new Records<>(
          bucket, type, Optional.of(new Projection<>(elastic, type, mapping, card)));
    }
  }

  /** What keeps the cards of this package in step; those of classes name what schools say. */
  public List<Reconcile<?>> reconciles() {
    return Stream.<Optional<? extends Reconcile<?>>>of(
            Reconcile.of(schools), Reconcile.of(regions), Reconcile.of(classes))
        .<Reconcile<?>>flatMap(Optional::stream)
        .toList();
  }
}
