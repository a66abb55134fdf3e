package org.keqiao.store;

/** How the card catalogue differs from the library at one record. */
sealed interface Difference {

  /** Which record. */
  Id id();

  /** The library has this version and the catalogue no card or an older one. */
  record Behind(Id id, long version) implements Difference {}

  /** The catalogue has a card that the library knows nothing of, or only an older version. */
  record Orphan(Id id) implements Difference {}
}
