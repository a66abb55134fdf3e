package org.keqiao.store;

/**
 * That a record was written. Whoever hears it looks at the bucket; nothing else is believed of it.
 *
 * @param type the name of the kind of record
 * @param version the one that was written; {@link #GONE} when the record is no more
 */
public record RecordNews(String type, Id id, long version) {

  /** Newer than any version. */
  static final long GONE = 10_000_000_000L;
}
