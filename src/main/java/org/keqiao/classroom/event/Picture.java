package org.keqiao.classroom.event;

import java.util.Optional;

/**
 * What every screen shows.
 *
 * @param seq place of what led to it
 * @param at since when, milliseconds since 1970
 * @param position seconds of the film at that moment
 * @param lesson id of the lesson
 * @param view {@code video} or {@code pages}
 * @param part whose pages
 * @param by the account that did it
 */
public record Picture(
    long seq,
    long at,
    boolean playing,
    double position,
    Optional<String> lesson,
    String view,
    Optional<String> part,
    Optional<Integer> page,
    String by) {

  private static final double MILLIS = 1000;

  /** Before anything was done. */
  static Picture first(Optional<String> lesson) {
    return new Picture(
        0, 0, false, 0, lesson, "video", Optional.empty(), Optional.empty(), "system");
  }

  /** Where the film is at a moment. */
  public double positionAt(long moment) {
    return playing ? position + Math.max(0, moment - at) / MILLIS : position;
  }

  Picture after(Happened next) {
    return switch (next.act()) {
      case Act.Play play -> film(next, true, play.position());
      case Act.Pause pause -> film(next, false, pause.position());
      case Act.Seek seek -> film(next, playing, seek.position());
      case Act.Page turned ->
          new Picture(
              next.seq(),
              next.at(),
              playing,
              positionAt(next.at()),
              lesson,
              "pages",
              Optional.of(turned.part()),
              Optional.of(turned.page()),
              next.by());
      case Act.Show show -> shown(next, show);
      default -> this;
    };
  }

  private Picture film(Happened next, boolean runs, double here) {
    return new Picture(next.seq(), next.at(), runs, here, lesson, view, part, page, next.by());
  }

  /** Another lesson begins at its beginning, and stands. */
  private Picture shown(Happened next, Act.Show show) {
    boolean another = show.lesson().isPresent() && !show.lesson().equals(lesson);
    return new Picture(
        next.seq(),
        next.at(),
        !another && playing,
        another ? 0 : positionAt(next.at()),
        show.lesson().or(() -> lesson),
        show.view(),
        show.part(),
        show.page(),
        next.by());
  }
}
