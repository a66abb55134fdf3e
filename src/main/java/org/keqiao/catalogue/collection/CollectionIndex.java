package org.keqiao.catalogue.collection;

import java.util.Map;
import org.keqiao.store.Entry;

/** What of a collection is searched. */
final class CollectionIndex {

  private CollectionIndex() {}

  static Map<String, Object> card(Entry<LessonCollection> entry) {
    LessonCollection collection = entry.value();
    return Map.of(
        "owner", collection.owner().account().value(), "state", collection.state().label());
  }
}
