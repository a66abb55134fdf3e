package org.keqiao.live.conference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.keqiao.live.LiveSession;
import org.keqiao.store.Id;

/**
 * The room of a session at the outside engine; the record's id is that of the session.
 *
 * @param session as it was when the room was made
 * @param state {@code open} or {@code ended}
 * @param created by which the engine tells the room from earlier ones of its name
 * @param at when it was made
 * @param recordings that are ready
 */
public record Conference(
    LiveSession session, String state, String created, Instant at, List<Recording> recordings) {

  /** That it goes on. */
  static final String OPEN = "open";

  /** That it is over. */
  static final String ENDED = "ended";

  /** Keeps its list from changing. */
  public Conference {
    recordings = List.copyOf(recordings);
  }

  /**
   * What the engine recorded.
   *
   * @param id by which the engine knows it
   * @param readyAt when the engine said that it is ready
   * @param playback where it can be seen, once that is known
   * @param lesson draft that it has become, when it was offered as a film
   */
  public record Recording(
      String id, Instant readyAt, Optional<String> playback, Optional<String> lesson) {

    /** A digest that no other recording has: jobs and drafts are named after it. */
    Id digest(Id session) {
      return new Id(DigestUtils.sha256Hex(session + "/" + id));
    }
  }

  Conference in(String next) {
    return new Conference(session, next, created, at, recordings);
  }

  Conference reopened(String createdNow) {
    return new Conference(session, OPEN, createdNow, at, recordings);
  }

  Optional<Recording> recording(String id) {
    return recordings.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** With a recording, in the place of what was known of it. */
  Conference with(Recording recording) {
    List<Recording> all = new ArrayList<>(recordings);
    all.removeIf(each -> each.id().equals(recording.id()));
    all.add(recording);
    return new Conference(session, state, created, at, all);
  }
}
