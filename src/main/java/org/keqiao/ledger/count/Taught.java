package org.keqiao.ledger.count;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A lesson of an agreement, booked or not, and who was there.
 *
 * @param agreement id of the agreement
 * @param booking id of the booking, if somebody booked it
 * @param session id of the session in which it was held, if it was
 * @param about what it was about
 * @param begins when it was to begin
 * @param ends when it was to end
 * @param over whether nobody can join any more
 * @param cancelled who cancelled it, if somebody did
 * @param makesUpFor id of the booking, or of the session without one, that it makes up for
 * @param lead when the teacher was there
 * @param rooms when the room of each school was there, and how the lesson reached it
 */
public record Taught(
    String agreement,
    Optional<String> booking,
    Optional<String> session,
    About about,
    Instant begins,
    Instant ends,
    boolean over,
    Optional<Cause> cancelled,
    Optional<String> makesUpFor,
    List<Span> lead,
    Map<String, List<Stretch>> rooms) {

  /** Keeps its lists from changing. */
  public Taught {
    lead = List.copyOf(lead);
    rooms = Map.copyOf(rooms);
  }

  /**
   * What a lesson was about.
   *
   * @param teacher account id of whoever leads it
   * @param subject subject id of the taxonomy
   * @param grade grade id of the taxonomy
   * @param lesson id of the lesson of the catalogue that is played
   */
  public record About(
      Optional<String> teacher,
      Optional<String> subject,
      Optional<String> grade,
      Optional<String> lesson) {

    /** Nothing is known. */
    public static final About NOTHING =
        new About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What it is known by.
   *
   * @throws java.util.NoSuchElementException when it has neither booking nor session
   */
  public String key() {
    return booking.or(() -> session).orElseThrow();
  }
}
