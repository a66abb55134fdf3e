package org.keqiao.live;

import java.util.List;
import java.util.Optional;
import org.keqiao.http.Caller;
import org.keqiao.store.Id;

/**
 * What live picture and sound needs to know of a session of a joined classroom.
 *
 * @param title what it is called; becomes the title of the recording
 * @param teacher id of the account that leads it
 * @param lead id of the school that teaches
 * @param rooms ids of the schools that take part
 * @param subject term of the taxonomy
 * @param grade term of the taxonomy
 * @param open whether it goes on at this moment
 */
public record LiveSession(
    Id id,
    String title,
    String teacher,
    String lead,
    List<String> rooms,
    Optional<String> subject,
    Optional<String> grade,
    boolean open) {

  /** Keeps its list from changing. */
  public LiveSession {
    rooms = List.copyOf(rooms);
  }

  /** Whether the caller is who teaches. */
  public boolean isLedBy(Caller caller) {
    return caller.account().equals(teacher);
  }
}
