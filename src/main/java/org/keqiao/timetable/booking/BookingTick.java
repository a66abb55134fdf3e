package org.keqiao.timetable.booking;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.keqiao.pairing.agreement.AgreementService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of bookings without anybody doing it: they end, and what is ahead of an agreement
 * that has ended is cancelled; at once by the server that ended it, and by an hourly look if that
 * one died in between.
 */
public final class BookingTick {

  private static final Logger LOG = LoggerFactory.getLogger(BookingTick.class);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final BookingService bookings;
  private final Queue<Id> ended = new ConcurrentLinkedQueue<>();

  /** Follows these agreements from now on. */
  public BookingTick(BookingService bookings, AgreementService agreements) {
    this.bookings = bookings;
    agreements.onEnd(ended::add);
  }

  /** Works until it is closed. */
  public AutoCloseable start() {
    return new Repeating("bookings")
        .later(SECOND, () -> quietly(this::followEnds))
        .now(MINUTE, () -> quietly(this::end))
        .now(HOUR, () -> quietly(this::lookThrough));
  }

  private static void quietly(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException away) {
      LOG.warn("bookings cannot be looked through now: {}", away.getMessage());
    }
  }

  private void followEnds() {
    for (Id agreement = ended.peek(); agreement != null; agreement = ended.peek()) {
      bookings.agreementEnded(agreement.value());
      ended.remove(agreement);
    }
  }

  void end() {
    bookings.over().forEach(each -> bookings.ended(each.id(), each.value().slot().ends()));
  }

  void lookThrough() {
    bookings
        .ahead(Map.of())
        .map(Entry::value)
        .map(Booking::agreement)
        .distinct()
        .filter(bookings::isOver)
        .toList()
        .forEach(bookings::agreementEnded);
  }
}
