package org.keqiao.classroom.event;

import java.util.List;
import java.util.stream.Stream;

/**
 * The lines over the picture. They belong to what is shown: another page or another view wipes them
 * away.
 *
 * @param cleared place of what wiped it last
 */
public record Board(List<Line> lines, long cleared) {

  static final Board EMPTY = new Board(List.of(), 0);

  /** Keeps its lines from changing. */
  public Board {
    lines = List.copyOf(lines);
  }

  /** A line, and its place in the order. */
  public record Line(long seq, Act.Stroke stroke) {}

  /** Whether an act wipes the board. */
  public static boolean wipes(Act act) {
    return act instanceof Act.Clear || act instanceof Act.Show || act instanceof Act.Page;
  }

  Board after(Happened next) {
    if (wipes(next.act())) {
      return new Board(List.of(), next.seq());
    }
    if (next.act() instanceof Act.Draw(Act.Stroke stroke)) {
      return new Board(
          Stream.concat(
                  lines.stream().filter(line -> !line.stroke().id().equals(stroke.id())),
                  Stream.of(new Line(next.seq(), stroke)))
              .toList(),
          cleared);
    }
    return this;
  }
}
