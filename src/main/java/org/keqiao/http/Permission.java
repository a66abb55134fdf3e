package org.keqiao.http;

/** What a route demands of its caller; the contract names it as {@code x-permission}. */
public enum Permission {
  /** Anybody, signed in or not. */
  PUBLIC,
  /** Whoever holds the signed token that stands in the path. */
  MEDIA_TOKEN,
  /** Any account. */
  SIGNED_IN,
  SEARCH_LESSONS,
  READ_LESSON,
  EDIT_LESSON,
  PUBLISH_LESSON,
  PLAY_LESSON,
  UPLOAD,
  /** Whoever may upload, or holds the token of one upload that stands in its address. */
  CONTINUE_UPLOAD,
  READ_JOB,
  CONTROL_JOB,
  READ_CATALOGUE,
  READ_SCHOOLS,
  READ_DEMAND,
  EDIT_TEXTBOOK;

  /** Whether a caller needs to be known at all. */
  boolean open() {
    return this == PUBLIC || this == MEDIA_TOKEN;
  }
}
