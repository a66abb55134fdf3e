package org.keqiao.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Gatherers;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Id;
import org.keqiao.store.Journal;
import org.keqiao.store.Records;

/**
 * Brings what happened to records into the feed, once and in one order for all servers. A server
 * writes what its own records tell it; what a server that died did not come to write is found when
 * records and feed are compared. Before a server writes page <i>n + 1</i> it has read page
 * <i>n</i>, so it knows what others have brought there already; and a version never gets there
 * before those before it.
 */
final class FeedLog {

  private static final int MOST_EVENTS = 100;
  private static final int READ_AT_ONCE = 16;
  private static final Id MARK = new Id("feed");
  private static final String BY = "system";

  private final Journal<FeedPage> pages;
  private final Records<FeedMark> marks;
  private final List<FeedSource<?>> sources;
  private final Clock clock;
  private final Duration keep;
  private final FeedKnowledge known = new FeedKnowledge();
  private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
  private boolean begun;

  FeedLog(
      Journal<FeedPage> pages,
      Records<FeedMark> marks,
      List<FeedSource<?>> sources,
      Clock clock,
      Duration keep) {
    this.pages = pages;
    this.marks = marks;
    this.sources = List.copyOf(sources);
    this.clock = clock;
    this.keep = keep;
    sources.forEach(this::listen);
  }

  /** That a version was written. */
  private record Told(FeedSource<?> source, Id record, long version) {

    String key() {
      return FeedEvent.key(source.kind(), record, version);
    }
  }

  private <T> void listen(FeedSource<T> source) {
    source
        .records()
        .tellRevisions(revision -> told.add(new Told(source, revision.id(), revision.version())));
  }

  /** Number of the last page that this server has seen. */
  long last() {
    return known.last();
  }

  /** Reads what others have written, and writes what this server was told of. */
  synchronized void catchUp() {
    begin();
    follow();
    List<Told> fresh = new ArrayList<>();
    for (Told next = told.poll(); next != null; next = told.poll()) {
      fresh.add(next);
    }
    try {
      write(fresh);
    } catch (FaultException away) {
      told.addAll(fresh);
      throw away;
    }
  }

  /** The end of the feed at this moment: number of the page that is to be written next. */
  synchronized long end() {
    begin();
    follow();
    return known.last() + 1;
  }

  private void begin() {
    if (begun) {
      return;
    }
    FeedMark mark = marks.newest(MARK).map(entry -> entry.value()).orElse(FeedMark.NONE);
    long before = mark.page() - 1;
    known.begin(mark, before, before == 0 ? 0 : pages.page(before).map(FeedPage::last).orElse(0L));
    begun = true;
  }

  private void follow() {
    for (Optional<FeedPage> page = next(); page.isPresent(); page = next()) {
      known.learn(known.last() + 1, page.get());
    }
  }

  private Optional<FeedPage> next() {
    return pages.page(known.last() + 1);
  }

  private void write(List<Told> versions) {
    Map<String, Told> newest = new LinkedHashMap<>();
    Set<String> keys = new HashSet<>();
    for (Told version : versions) {
      keys.add(version.key());
      newest.merge(
          version.source().kind() + "/" + version.record(),
          version,
          (one, other) -> one.version() > other.version() ? one : other);
    }
    append(
        newest.values().stream()
            .gather(Gatherers.mapConcurrent(READ_AT_ONCE, last -> withEarlier(last, keys)))
            .filter(chain -> !chain.isEmpty())
            .sorted(Comparator.comparing(chain -> chain.getFirst().at()))
            .flatMap(List::stream)
            .toList());
  }

  /** The versions of a record that are not in the feed, the first one first. */
  private List<FeedSource.Found> withEarlier(Told last, Set<String> keys) {
    Deque<FeedSource.Found> chain = new ArrayDeque<>();
    for (long version = last.version(); version > 0; version--) {
      Told each = new Told(last.source(), last.record(), version);
      Optional<FeedSource.Found> found =
          known.has(each.key()) ? Optional.empty() : each.source().find(each.record(), version);
      if (found.isEmpty()
          || (!keys.contains(each.key()) && found.get().at().isBefore(known.mark().since()))) {
        break;
      }
      chain.addFirst(found.get());
    }
    return List.copyOf(chain);
  }

  private void append(List<FeedSource.Found> versions) {
    Instant oldest = clock.instant().minus(keep);
    Deque<FeedSource.Found> left = new ArrayDeque<>();
    for (FeedSource.Found version : versions) {
      if (version.events().isEmpty() || version.at().isBefore(oldest)) {
        known.learnSilent(version.key());
      } else {
        left.add(version);
      }
    }
    while (!left.isEmpty()) {
      FeedPage page = page(left);
      long number = known.last() + 1;
      if (pages.append(number, page)) {
        known.learn(number, page);
      } else {
        follow();
        if (known.last() < number) {
          throw FaultException.unavailable("bucket-unavailable", null);
        }
      }
      left.removeIf(version -> known.has(version.key()));
    }
  }

  private FeedPage page(Iterable<FeedSource.Found> left) {
    List<FeedEvent> events = new ArrayList<>();
    for (FeedSource.Found version : left) {
      if (events.size() >= MOST_EVENTS) {
        break;
      }
      for (FeedEvent event : version.events()) {
        events.add(event.numbered(known.sequence() + events.size() + 1));
      }
    }
    return new FeedPage(clock.instant(), events);
  }

  /** Compares records with the feed, and brings there what it lacks. */
  synchronized void compare() {
    Instant now = clock.instant();
    catchUp();
    List<Told> missing = new ArrayList<>();
    for (FeedSource<?> source : sources) {
      source
          .records()
          .versionsSince(known.mark().since())
          .map(version -> new Told(source, version.id(), version.version()))
          .filter(version -> !known.has(version.key()))
          .forEach(missing::add);
    }
    write(missing);
    Instant since = now.minus(Records.LONGEST_REQUEST);
    FeedMark next = new FeedMark(since, known.firstSince(since.minus(Records.LONGEST_REQUEST)));
    if (since.isAfter(known.mark().since())) {
      keep(next);
      known.compared(next);
    }
  }

  private void keep(FeedMark next) {
    if (marks.createIfAbsent(MARK, next, BY).isEmpty()) {
      var _ =
          marks.update(MARK, BY, before -> before.since().isAfter(next.since()) ? before : next);
    }
  }

  /** Forgets what is older than {@code feed.keep}; the newest pages always stay. */
  synchronized long forget() {
    begin();
    marks.forgetHistory(MARK, clock.instant().minus(Records.LONGEST_REQUEST));
    long settled = known.mark().page() - 1;
    Instant oldest = clock.instant().minus(keep);
    long first = pages.first().orElse(settled);
    long stays = first;
    while (stays < settled
        && pages.page(stays).filter(page -> page.at().isBefore(oldest)).isPresent()) {
      stays++;
    }
    return stays > first ? pages.forget(stays) : 0;
  }
}
