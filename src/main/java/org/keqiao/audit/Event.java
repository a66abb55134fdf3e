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
    /** Somebody tried to, in vain; once a minute and address. */
    SIGN_IN_REFUSED,
    /** A list of people or schools, or what is kept about one person, left the platform. */
    EXPORT
  }
}
