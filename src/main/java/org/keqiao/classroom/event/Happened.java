package org.keqiao.classroom.event;

import java.util.Optional;

/**
 * Something that happened in a session, at its place in the order.
 *
 * @param seq its place: later is greater; the numbers of an owner are without gaps, and every owner
 *     begins above those of the one before
 * @param at milliseconds since 1970, by the owner's clock
 * @param by the account
 * @param seat as what it was done
 * @param school for which school, if for one
 * @param command what asked for it: the same command is never carried out twice
 */
public record Happened(
    long seq, long at, String by, Seat seat, Optional<String> school, String command, Act act) {

  /** How many places an owner has. */
  private static final long EPOCH = 1_000_000;

  /** The last place that every owner but the last has. */
  public static final long LAST_OF_EPOCH = EPOCH - 1;

  /** The place at which the owner after the one of this place begins. */
  public static long nextEpoch(long seq) {
    return (seq / EPOCH + 1) * EPOCH;
  }

  /** How many owners there were before the one of this place. */
  public static long epoch(long seq) {
    return seq / EPOCH;
  }

  /** How many an owner had put in order before this place. */
  public static long within(long seq) {
    return seq % EPOCH;
  }
}
