package org.keqiao.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.http.Page;
import org.keqiao.store.Journal;

/** Reads the feed upwards from a place, to its end at that moment. */
final class FeedReader {

  /** So many pages are looked through for one answer, however few of their events are wanted. */
  private static final int MOST_PAGES = 512;

  private static final int AT_ONCE = 16;

  private final Journal<FeedPage> pages;
  private final LongSupplier last;

  /**
   * @param last number of a page that is known to be there, the higher the better
   */
  FeedReader(Journal<FeedPage> pages, LongSupplier last) {
    this.pages = pages;
    this.last = last;
  }

  /** Where the feed begins. */
  FeedPosition first() {
    return new FeedPosition(pages.first().orElse(1), 0);
  }

  /**
   * Events from a place on.
   *
   * @throws FaultException gone, when what was next has been forgotten; invalid, when no cursor
   *     ever led there
   */
  FeedBatch read(FeedPosition from, FeedFilter filter, int limit) {
    List<FeedEvent> events = new ArrayList<>();
    List<FeedPosition> positions = new ArrayList<>();
    FeedPosition place = from;
    for (int looked = 0; looked < MOST_PAGES; ) {
      long written = last.getAsLong();
      long to = Math.max(place.page(), Math.min(place.page() + AT_ONCE - 1, written));
      for (Optional<FeedPage> page : pages.pages(place.page(), to)) {
        if (page.isEmpty()) {
          requireEnd(place, written);
          return new FeedBatch(events, positions, place, false);
        }
        List<FeedEvent> all = page.get().events();
        requireOn(place, all);
        while (place.index() < all.size()) {
          FeedEvent event = all.get(place.index());
          place = place.next();
          if (filter.wants(event)) {
            events.add(event);
            positions.add(place);
            if (events.size() == limit) {
              return new FeedBatch(events, positions, place, true);
            }
          }
        }
        place = place.nextPage();
        looked++;
      }
    }
    return new FeedBatch(events, positions, place, true);
  }

  private static void requireOn(FeedPosition place, List<FeedEvent> events) {
    if (place.index() > events.size()) {
      throw Page.badCursor();
    }
  }

  /**
   * A page that is not there is the next to be written, or one that was forgotten.
   *
   * @param written a page that was there before it was looked for
   */
  private void requireEnd(FeedPosition place, long written) {
    if (place.page() <= written) {
      throw FaultException.of(new Fault.Gone("cursor-expired"));
    }
    long first = pages.first().orElse(1);
    if (place.page() < first) {
      throw FaultException.of(new Fault.Gone("cursor-expired"));
    }
    boolean follows = place.page() == first || pages.page(place.page() - 1).isPresent();
    if (follows && place.index() == 0) {
      return;
    }
    throw Page.badCursor();
  }

  /** Where the first page begins that was written at a moment or later. */
  FeedPosition since(Instant moment, long end) {
    long low = pages.first().orElse(end);
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      boolean older = pages.page(middle).map(page -> page.at().isBefore(moment)).orElse(false);
      if (older) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return new FeedPosition(low, 0);
  }
}
