package org.keqiao.school;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.store.Card;
import org.keqiao.store.Entry;

/** What of regions, schools and classes is searched. */
final class SchoolIndex {

  private SchoolIndex() {}

  static Map<String, Object> card(Entry<School> school) {
    School value = school.value();
    return Map.of(
        "name",
        value.name(),
        "region",
        value.region(),
        "kind",
        value.kind(),
        "stage",
        value.stages(),
        "places",
        Stream.concat(Stream.of(school.id().value()), RegionCode.outwards(value.region()).stream())
            .toList());
  }

  static Map<String, Object> regionCard(Entry<Region> region) {
    Region value = region.value();
    return Map.of(
        "name",
        value.name(),
        "level",
        value.level(),
        "parent",
        value.parent().map(List::of).orElse(List.of()));
  }

  static Card<SchoolClass> classCards(SchoolService schools) {
    return entry ->
        Map.of(
            "school",
            entry.value().school(),
            "grade",
            entry.value().grade(),
            "places",
            schools.nodes(Optional.of(entry.value().school()), Optional.empty()));
  }
}
