package org.keqiao.timetable.booking;

import java.util.Optional;
import java.util.OptionalLong;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Records;
import org.keqiao.timetable.sheet.Standing;
import org.keqiao.timetable.sheet.Standings;

/** What day sheets ask of bookings. */
public final class BookingStandings implements Standings {

  private static final String SYSTEM = "system";

  private final Records<Booking> bookings;

  /** Of these bookings. */
  public BookingStandings(Records<Booking> bookings) {
    this.bookings = bookings;
  }

  private static Standing of(Optional<Entry<Booking>> found) {
    return found.map(entry -> entry.value().standing(entry.version())).orElse(Standing.NONE);
  }

  @Override
  public Standing newest(Id booking) {
    return of(bookings.newest(booking));
  }

  @Override
  public Standing find(Id booking) {
    return of(bookings.find(booking));
  }

  @Override
  public void fence(Id booking, long version) {
    if (version == 0) {
      var _ = bookings.createIfAbsent(booking, Booking.VOID, SYSTEM);
      return;
    }
    try {
      bookings.update(booking, OptionalLong.of(version), SYSTEM, Booking::fenced);
    } catch (FaultException overtaken) {
      if (!(overtaken.fault() instanceof Fault.Stale)) {
        throw overtaken;
      }
    }
  }
}
