package org.keqiao.classroom.channel;

import java.util.Optional;
import org.keqiao.classroom.event.Seat;
import org.keqiao.http.Caller;
import org.keqiao.store.Id;

/** Who may take which seat. */
public interface Seating {

  /**
   * Refuses who may not even know of a session.
   *
   * @throws org.keqiao.fault.FaultException not found
   */
  void requireKnown(Caller caller, Id session);

  /**
   * Looks whether somebody may take a seat.
   *
   * @param school for which she takes it; empty when she names none
   * @return the school for which she has it; empty for an observer
   * @throws org.keqiao.fault.FaultException not found, forbidden, invalid, or conflict when the
   *     session is over
   */
  Optional<String> seat(Caller caller, Id session, Seat seat, Optional<String> school);
}
