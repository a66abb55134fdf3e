package org.keqiao.catalogue;

import java.util.Map;
import java.util.Optional;
import org.keqiao.http.Page;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** The taxonomy and the textbooks. */
public final class TextbookService {

  /** Textbooks. */
  public static final RecordType<Textbook> TEXTBOOK = new RecordType<>("textbook", Textbook.class);

  /** The taxonomy is one record. */
  public static final RecordType<Taxonomy> TAXONOMY = new RecordType<>("taxonomy", Taxonomy.class);

  private static final Id ONLY = new Id("default");

  private final Records<Textbook> textbooks;
  private final Records<Taxonomy> taxonomies;

  /** Over these records. */
  public TextbookService(Records<Textbook> textbooks, Records<Taxonomy> taxonomies) {
    this.textbooks = textbooks;
    this.taxonomies = taxonomies;
  }

  /** The words that lessons are filed under. */
  Entry<Taxonomy> taxonomy() {
    return taxonomies.read(ONLY);
  }

  Entry<Textbook> read(Id id) {
    return textbooks.read(id);
  }

  Optional<Entry<Textbook>> find(String id) {
    return textbooks.find(new Id(id));
  }

  Listing<Textbook> list(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(textbooks, filters, limit, cursor.map(Page::place));
  }
}
