package org.keqiao.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;

/**
 * Pages in one order for all servers: page 1, page 2 and so on, each written once and never
 * changed. Page <i>n</i> is written by somebody who has read page <i>n − 1</i>, on condition that
 * nobody else has written it. So whoever reads upwards from a page and stops at the first that is
 * not there has seen everything before that, and no page is ever found later below it.
 *
 * @param <P> what a page says
 */
public final class Journal<P> {

  private static final String BY = "system";
  private static final int IN_MEMORY = 4000;
  private static final int READ_AT_ONCE = 16;

  private final Bucket bucket;
  private final RecordType<P> type;
  private final Records<P> pages;
  private final Cache<Long, P> read =
      Caffeine.newBuilder().maximumSize(IN_MEMORY).executor(Runnable::run).build();

  /** Pages of this kind in a bucket. */
  public Journal(Bucket bucket, RecordType<P> type) {
    this.bucket = bucket;
    this.type = type;
    this.pages = new Records<>(bucket, type, Optional.empty());
  }

  private static Id id(long number) {
    return new Id("%012d".formatted(number));
  }

  /**
   * Writes the page after the last one.
   *
   * @param number of the page; whoever calls has read the one before it
   * @return false when somebody else has written it
   * @throws FaultException unavailable; it may have been written all the same
   */
  public boolean append(long number, P page) {
    return pages.createIfAbsent(id(number), page, BY).isPresent();
  }

  /** A page; nothing when it was not written yet, or was forgotten. */
  public Optional<P> page(long number) {
    P known = read.getIfPresent(number);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<P> page = pages.revision(id(number), 1).flatMap(Revision::value);
    page.ifPresent(found -> read.put(number, found));
    return page;
  }

  /** Pages of a range that are there, in order; many are read at once. */
  public List<Optional<P>> pages(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .boxed()
        .gather(Gatherers.mapConcurrent(READ_AT_ONCE, this::page))
        .toList();
  }

  /** Number of the first page that is kept. */
  public OptionalLong first() {
    return numbers("").findFirst().map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  /**
   * Number of the last page.
   *
   * @param known one that is not after it; 0 for none
   */
  public long last(long known) {
    return numbers(known == 0 ? "" : type.key(id(known), 1)).reduce(known, (older, newer) -> newer);
  }

  private Stream<Long> numbers(String after) {
    return bucket
        .keys(type.prefix(), after)
        .flatMap(key -> type.parse(key).stream())
        .map(version -> Long.parseLong(version.id().value()));
  }

  /** Forgets pages from the first one up to, and without, this one. */
  public long forget(long before) {
    List<Long> old = numbers("").takeWhile(number -> number < before).toList();
    old.forEach(
        number -> {
          bucket.delete(type.key(id(number), 1));
          read.invalidate(number);
        });
    return old.size();
  }
}
