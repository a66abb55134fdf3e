package org.keqiao.media;

import java.util.Locale;

/** A source that should have become renditions and did not; another try may succeed. */
public final class TranscodeFailed extends Exception {

  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** The encoder gave up. */
    TRANSCODE_FAILED,
    /** The encoder did not end in time. */
    TRANSCODE_TIMEOUT,
    /** A rendition is shorter or longer than its source, as that of a truncated file is. */
    TRANSCODE_INCOMPLETE;

    /** The reason as a stable code, such as {@code transcode-failed}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What went wrong. */
  private final Reason reason;

  TranscodeFailed(Reason reason, String detail) {
    super(reason.code() + ": " + detail);
    this.reason = reason;
  }

  /** What went wrong. */
  public Reason reason() {
    return reason;
  }

  /** The reason as a stable code: a key of the message bundle. */
  public String code() {
    return reason.code();
  }
}
