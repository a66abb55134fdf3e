package org.keqiao.catalogue;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keqiao.catalogue.search.Vocabulary;
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

  /** The id of that record. */
  public static final Id ONLY = new Id("default");

  private final Records<Textbook> textbooks;
  private final Records<Taxonomy> taxonomies;
  private volatile @Nullable Known vocabulary;

  /** Over these records. */
  public TextbookService(Records<Textbook> textbooks, Records<Taxonomy> taxonomies) {
    this.textbooks = textbooks;
    this.taxonomies = taxonomies;
  }

  /** The words that lessons are filed under. */
  Entry<Taxonomy> taxonomy() {
    return taxonomies.read(ONLY);
  }

  /**
   * One textbook.
   *
   * @throws org.keqiao.fault.FaultException not found
   */
  public Entry<Textbook> read(Id id) {
    return textbooks.read(id);
  }

  /** One textbook; nothing when there is none with this id. */
  public Optional<Entry<Textbook>> find(String id) {
    return textbooks.find(new Id(id));
  }

  /**
   * Changes a textbook on condition that its version is {@code version}; writes nothing when the
   * change makes no difference.
   *
   * @throws org.keqiao.fault.FaultException stale, not found, or what {@code change} throws
   */
  public Entry<Textbook> change(Id id, long version, String by, UnaryOperator<Textbook> change) {
    return textbooks.update(id, OptionalLong.of(version), by, change);
  }

  Listing<Textbook> list(Map<String, String> filters, int limit, Optional<String> cursor) {
    return Listing.of(textbooks, filters, limit, cursor.map(Page::place));
  }

  /** The textbook that a node belongs to: node ids are the book's id and the numbers below it. */
  public static String bookOf(String node) {
    return node.replaceFirst("(-\\d+)+$", "");
  }

  /** The title of a node, when there is such a node. */
  Optional<String> titleOf(String node) {
    return Optional.of(bookOf(node))
        .filter(Id::isId)
        .flatMap(this::find)
        .map(book -> book.value().path(node))
        .filter(path -> !path.isEmpty())
        .map(path -> path.getLast().title());
  }

  /** The phrases that name a term. */
  Vocabulary vocabulary() {
    Entry<Taxonomy> now = taxonomy();
    Known known = vocabulary;
    if (known == null || known.version() != now.version()) {
      known = new Known(now.version(), now.value().vocabulary());
      vocabulary = known;
    }
    return known.phrases();
  }

  private record Known(long version, Vocabulary phrases) {}
}
