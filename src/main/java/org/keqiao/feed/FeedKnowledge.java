package org.keqiao.feed;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a server knows of the newer part of the feed: which versions of records stand there. Of what
 * is older it needs to know nothing, because it was compared.
 */
final class FeedKnowledge {

  /** Stands for no page: the version says nothing that others follow. */
  private static final long NOWHERE = Long.MAX_VALUE;

  private final Map<String, Long> pageOf = new ConcurrentHashMap<>();
  private final TreeMap<Long, Instant> writtenAt = new TreeMap<>();
  private FeedMark mark = FeedMark.NONE;
  private volatile long last;
  private long sequence;

  /** Number of the last page that was read. */
  long last() {
    return last;
  }

  /** Sequence of the last event that was read. */
  long sequence() {
    return sequence;
  }

  /** How far records and feed were compared. */
  FeedMark mark() {
    return mark;
  }

  /** Begins at a page, which is the first that matters. */
  void begin(FeedMark compared, long before, long sequenceBefore) {
    mark = compared;
    last = before;
    sequence = sequenceBefore;
  }

  void learn(long number, FeedPage page) {
    page.events().forEach(event -> pageOf.put(event.key(), number));
    writtenAt.put(number, page.at());
    sequence = page.last();
    last = number;
  }

  /** Notes that a version says nothing. */
  void learnSilent(String key) {
    pageOf.put(key, NOWHERE);
  }

  boolean has(String key) {
    return pageOf.containsKey(key);
  }

  /** The first page that was written at a moment or later; the one after the last, if none was. */
  long firstSince(Instant moment) {
    return writtenAt.entrySet().stream()
        .filter(page -> !page.getValue().isBefore(moment))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(last + 1);
  }

  /** Forgets what need not be known once records and feed were compared up to here. */
  void compared(FeedMark next) {
    mark = next;
    writtenAt.headMap(next.page()).clear();
    pageOf.values().removeIf(page -> page < next.page() || page == NOWHERE);
  }
}
