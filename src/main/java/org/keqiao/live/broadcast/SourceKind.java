package org.keqiao.live.broadcast;

import java.util.List;
import org.keqiao.fault.FaultException;

/**
 * What a source sends, as it says itself; one that says what is not so is not understood.
 *
 * @param container {@code webm} or {@code mp4}
 * @param picture whether there is one
 * @param sound whether there is any
 */
record SourceKind(String container, boolean picture, boolean sound) {

  /**
   * Refuses a source of nothing.
   *
   * @throws FaultException invalid
   */
  void requireSomething() {
    if (!picture && !sound) {
      throw FaultException.invalid("live-source-empty");
    }
  }

  /** What can be made of it. */
  List<Rung> rungs() {
    if (!picture) {
      return List.of(Rung.AUDIO);
    }
    return sound ? List.of(Rung.values()) : List.of(Rung.VIDEO, Rung.LOW, Rung.LITE);
  }

  /** The rungs of rooms that get one of these: without a picture all of them hear the sound. */
  List<Rung> servedBy(Rung made) {
    return picture ? List.of(made) : List.of(Rung.values());
  }

  /** The best one, which is recorded. */
  Rung best() {
    return rungs().getFirst();
  }
}
