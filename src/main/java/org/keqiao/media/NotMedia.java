package org.keqiao.media;

import java.util.Locale;

/** A file that cannot become a lesson's video, and never will: asking again does not help. */
public final class NotMedia extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** Neither picture nor sound of a kind that we read. */
    NOT_A_VIDEO,
    /** Sound only; a cover does not count. */
    VIDEO_WITHOUT_PICTURE,
    /** Plays for longer than we accept. */
    VIDEO_TOO_LONG,
    /** Has more pixels a picture than we accept. */
    VIDEO_TOO_LARGE;

    /** The reason as a stable code, such as {@code not-a-video}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Why not. */
  private final Reason reason;

  NotMedia(Reason reason, String detail) {
    super(reason.code() + ": " + detail);
    this.reason = reason;
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }

  /** The reason as a stable code: a key of the message bundle. */
  public String code() {
    return reason.code();
  }
}
