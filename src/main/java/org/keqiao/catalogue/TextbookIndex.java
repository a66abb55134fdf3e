package org.keqiao.catalogue;

import java.util.Map;
import org.keqiao.store.Entry;

/** What of a textbook is searched. */
final class TextbookIndex {

  private TextbookIndex() {}

  static Map<String, Object> card(Entry<Textbook> entry) {
    Textbook textbook = entry.value();
    return Map.of(
        "stage", textbook.stage(),
        "subject", textbook.subject(),
        "edition", textbook.edition(),
        "grade", textbook.grade(),
        "volume", textbook.volume(),
        "title", textbook.title());
  }
}
