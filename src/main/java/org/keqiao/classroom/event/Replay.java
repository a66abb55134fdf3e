package org.keqiao.classroom.event;

import java.util.Collection;
import java.util.Comparator;

/** Turns the log of a session into its state at any moment. */
public final class Replay {

  private Replay() {}

  /** The state after all of it. */
  public static ClassState of(ClassState first, Collection<Happened> log) {
    ClassState state = first;
    for (Happened each : log.stream().sorted(Comparator.comparingLong(Happened::seq)).toList()) {
      state = state.after(each);
    }
    return state;
  }

  /**
   * The state at a moment.
   *
   * @param moment milliseconds since 1970
   */
  public static ClassState at(ClassState first, Collection<Happened> log, long moment) {
    return of(first, log.stream().filter(each -> each.at() <= moment).toList());
  }
}
