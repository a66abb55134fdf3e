package org.keqiao.pairing.statement;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lessons that a rural school cannot give by itself.
 *
 * @param school id of the school
 * @param subject subject id of the taxonomy
 * @param grade grade id of the taxonomy
 * @param edition edition of the textbook that it uses
 * @param hours lessons a week
 * @param times when its pupils could have them; none for any time
 * @param lineKbps speed of the line into the room, kbit/s, when it is not that of the school
 * @param room kind of the room, as schools count them
 */
public record Need(
    String school,
    String subject,
    String grade,
    Optional<String> edition,
    int hours,
    List<WeekTime> times,
    Optional<Integer> lineKbps,
    Optional<String> room)
    implements Statement {

  /** Keeps its lists from changing. */
  public Need {
    times = List.copyOf(times);
  }

  Map<String, Object> card() {
    return Map.of("subject", List.of(subject), "grade", List.of(grade));
  }
}
