package org.keqiao.pairing;

import java.util.List;
import java.util.Map;
import org.keqiao.store.Entry;

/** What of regions and schools is searched. */
final class SchoolIndex {

  private SchoolIndex() {}

  static Map<String, Object> card(Entry<School> school) {
    School value = school.value();
    return Map.of("name", value.name(), "region", value.region(), "kind", value.kind());
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
}
