package org.keqiao.ingest.upload;

import java.util.Optional;
import org.keqiao.store.Bucket;
import org.keqiao.store.Id;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/**
 * Which account has brought which content. Knowing a hash opens nothing: an account may name
 * content by its hash only after it has sent the bytes once, so that a hash that was guessed, or
 * read somewhere, gives nobody a file that is not hers.
 */
final class Holdings {

  private static final RecordType<Holding> TYPE = new RecordType<>("holding", Holding.class);

  private static final int HASH_DIGITS = 40;

  private final Records<Holding> records;

  Holdings(Bucket bucket) {
    this.records = new Records<>(bucket, TYPE, Optional.empty());
  }

  /**
   * What is noted.
   *
   * @param sha256 the content
   */
  record Holding(String sha256) {}

  private static Id id(Id account, String sha256) {
    return new Id(account + "-" + sha256.substring(0, HASH_DIGITS));
  }

  /** Notes that an account has brought content. */
  void note(Id account, String sha256) {
    records.createIfAbsent(id(account, sha256), new Holding(sha256), account.value());
  }

  /** Whether an account has brought content before. */
  boolean has(Id account, String sha256) {
    return records
        .find(id(account, sha256))
        .filter(held -> held.value().sha256().equals(sha256))
        .isPresent();
  }
}
