package org.keqiao.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Walks two streams of record versions, both in key order, once, and names every difference. */
final class MergeJoin {

  /** The order of keys: the slash that ends an id sorts after a hyphen and before a letter. */
  static final Comparator<RecordVersion> KEY_ORDER =
      Comparator.comparing(record -> record.id().value() + "/");

  private MergeJoin() {}

  /**
   * Tells {@code heal} every difference, in key order.
   *
   * @return how many records the library has
   */
  static long differences(
      Iterator<RecordVersion> library,
      Iterator<RecordVersion> catalogue,
      Consumer<Difference> heal) {
    long records = 0;
    RecordVersion record = next(library);
    RecordVersion card = next(catalogue);
    while (record != null || card != null) {
      int order = compare(record, card);
      if (order < 0 && record != null) {
        heal.accept(new Difference.Behind(record.id(), record.version()));
      } else if (order > 0 && card != null) {
        heal.accept(new Difference.Orphan(card.id()));
      } else if (record != null && card != null) {
        healPair(record, card, heal);
      }
      if (order <= 0) {
        records++;
        record = next(library);
      }
      if (order >= 0) {
        card = next(catalogue);
      }
    }
    return records;
  }

  private static void healPair(
      RecordVersion record, RecordVersion card, Consumer<Difference> heal) {
    if (card.version() > record.version()) {
      heal.accept(new Difference.Orphan(card.id()));
    }
    if (card.version() != record.version()) {
      heal.accept(new Difference.Behind(record.id(), record.version()));
    }
  }

  private static int compare(@Nullable RecordVersion record, @Nullable RecordVersion card) {
    if (record == null) {
      return 1;
    }
    return card == null ? -1 : KEY_ORDER.compare(record, card);
  }

  private static @Nullable RecordVersion next(Iterator<RecordVersion> stream) {
    return stream.hasNext() ? stream.next() : null;
  }
}
