package org.keqiao.live.broadcast;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.keqiao.live.LiveSession;
import org.keqiao.store.Id;

/**
 * That a teacher sends picture and sound to the rooms of a session; a session may have several, one
 * after the other.
 *
 * @param session that it belongs to, as it was when it began
 * @param number of the broadcast in its session, from 1
 * @param state where it stands
 * @param begun when it began
 * @param until when it ends by itself unless its source gives a sign of life before
 * @param ended when it ended
 * @param lesson id of the draft that its recording has become
 * @param refusal why its recording has become none
 */
public record Broadcast(
    LiveSession session,
    int number,
    State state,
    Instant begun,
    Instant until,
    Optional<Instant> ended,
    Optional<String> lesson,
    Optional<String> refusal) {

  /** Where a broadcast stands. */
  public enum State {
    /** Its source sends, or may come back. */
    LIVE,
    /** Nobody sends any more; the recording is still to be put together. */
    ENDED,
    /** The recording is a lesson, or there is none. */
    RECORDED;

    /** The name in API and index. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Broadcast begun(LiveSession session, int number, Instant now, Instant until) {
    return new Broadcast(
        session,
        number,
        State.LIVE,
        now,
        until,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Goes on until another moment; one that has ended stays as it is. */
  Broadcast aliveUntil(Instant moment) {
    return state == State.LIVE
        ? new Broadcast(session, number, state, begun, moment, ended, lesson, refusal)
        : this;
  }

  Broadcast ended(Instant now) {
    return state == State.LIVE
        ? new Broadcast(
            session, number, State.ENDED, begun, until, Optional.of(now), lesson, refusal)
        : this;
  }

  Broadcast recorded(Optional<Id> made, Optional<String> why) {
    return new Broadcast(
        session, number, State.RECORDED, begun, until, ended, made.map(Id::value), why);
  }

  /** Schools that it concerns. */
  Stream<String> schools() {
    return Stream.concat(Stream.of(session.lead()), session.rooms().stream()).distinct();
  }
}
