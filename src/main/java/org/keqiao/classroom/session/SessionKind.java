package org.keqiao.classroom.session;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of session it is. */
public enum SessionKind {
  /** A teacher leads, rooms far away follow. */
  @JsonProperty("joined")
  JOINED("joined"),
  /** A room sees the recording of a session that it missed; its own teacher leads. */
  @JsonProperty("make-up")
  MAKE_UP("make-up");

  private final String label;

  SessionKind(String label) {
    this.label = label;
  }

  /** The name in API and index. */
  public String label() {
    return label;
  }
}
