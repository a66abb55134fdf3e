package org.keqiao.classroom.event;

import java.util.Optional;

/**
 * Where a session stands. It follows from what happened by {@link #after} and by nothing else, so
 * that every server that has seen the same has the same.
 *
 * @param seq place of the last thing that happened
 * @param at when that was, milliseconds since 1970
 * @param owner the server that puts things in order
 */
public record ClassState(
    long seq,
    long at,
    Optional<String> owner,
    Picture picture,
    Board board,
    Floor floor,
    Attending attending,
    boolean ended) {

  /** Before anything happened. */
  public static ClassState first(Optional<String> lesson) {
    return new ClassState(
        0,
        0,
        Optional.empty(),
        Picture.first(lesson),
        Board.EMPTY,
        Floor.EMPTY,
        Attending.NOBODY,
        false);
  }

  /** After one more thing; what it has seen already changes nothing. */
  public ClassState after(Happened next) {
    if (next.seq() <= seq) {
      return this;
    }
    Optional<String> orders =
        next.act() instanceof Act.Own(String server) ? Optional.of(server) : owner;
    if (ended) {
      return new ClassState(next.seq(), next.at(), orders, picture, board, floor, attending, true);
    }
    return new ClassState(
        next.seq(),
        next.at(),
        orders,
        picture.after(next),
        board.after(next),
        floor.after(next),
        attending.after(next),
        next.act() instanceof Act.End);
  }
}
