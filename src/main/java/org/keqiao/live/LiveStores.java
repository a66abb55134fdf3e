package org.keqiao.live;

import java.nio.file.Path;
import java.util.Optional;
import org.keqiao.store.Bucket;
import org.keqiao.store.Card;
import org.keqiao.store.Elastic;
import org.keqiao.store.KeyRing;
import org.keqiao.store.Projection;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * The two stores, and what is signed with.
 *
 * @param mappings folder of the index mappings
 * @param keys of tokens in addresses
 */
public record LiveStores(Bucket bucket, Elastic elastic, Path mappings, KeyRing keys) {

  /** Records that are found by search. */
  public <T> Records<T> records(RecordType<T> type, Card<T> card) {
    Path mapping = mappings.resolve(type.name() + ".json");
    return new Records<>(bucket, type, Optional.of(new Projection<>(elastic, type, mapping, card)));
  }
}
