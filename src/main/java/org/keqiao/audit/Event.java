package org.keqiao.audit;

import org.keqiao.store.Id;

/**
 * Something that somebody did and that changed no record.
 *
 * @param kind what
 * @param account who did it, or who was meant
 */
public record Event(Kind kind, Id account) {

  /** What can happen. */
  public enum Kind {
    /** Somebody signed in. */
    SIGN_IN,
    /** Somebody tried to, with a wrong password; once a minute and address. */
    SIGN_IN_REFUSED,
    /** A list of people or schools left the platform. */
    EXPORT
  }
}
