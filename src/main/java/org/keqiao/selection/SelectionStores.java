package org.keqiao.selection;

import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.store.Bucket;
import org.keqiao.store.Card;
import org.keqiao.store.Elastic;
import org.keqiao.store.Projection;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * The two stores.
 *
 * @param mappings folder of the index mappings
 */
public record SelectionStores(Bucket bucket, Elastic elastic, Path mappings) {

  /** The cards of a kind of record. */
  public <T> Projection<T> cards(RecordType<T> type, Card<T> card) {
    return new Projection<>(elastic, type, mappings.resolve(type.name() + ".json"), card);
  }

  /** Records that are found by search. */
  public <T> Records<T> records(RecordType<T> type, Projection<T> cards) {
    return new Records<>(bucket, type, Optional.of(cards));
  }

  /** Records that are read by id only. */
  public <T> Records<T> records(RecordType<T> type) {
    return new Records<>(bucket, type, Optional.empty());
  }
}
