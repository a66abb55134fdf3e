package org.keqiao.ingest;

import java.util.List;
import org.keqiao.store.RecordType;

/**
 * What is said or shown in a file; the record's id is the SHA-256 of its content.
 *
 * @param passages in order
 */
public record Passages(List<Passage> passages) {

  /** Passages. */
  public static final RecordType<Passages> TYPE = new RecordType<>("passages", Passages.class);

  /** Keeps its list from changing. */
  public Passages {
    passages = List.copyOf(passages);
  }

  /**
   * One piece of text.
   *
   * @param kind {@code page} of slides and documents, or {@code caption} of a film
   * @param place number of the page from 1, or the second at which it is said
   * @param text plain
   */
  public record Passage(String kind, int place, String text) {}
}
