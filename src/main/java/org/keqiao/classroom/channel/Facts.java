package org.keqiao.classroom.channel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keqiao.store.Id;

/**
 * What the channel must know of a session.
 *
 * @param lesson that it begins with
 * @param makeUp whether what rooms see is the recording
 * @param rooms schools that follow
 * @param names of all schools, by id
 * @param view the session as its members see it
 */
public record Facts(
    Id id,
    Optional<String> lesson,
    boolean makeUp,
    List<String> rooms,
    Map<String, String> names,
    JsonNode view) {

  /** Keeps its lists from changing. */
  public Facts {
    rooms = List.copyOf(rooms);
    names = Map.copyOf(names);
  }
}
