package org.keqiao.http.limit;

/** Kinds of routes, each with limits of its own, so that none can use up what another needs. */
public enum RouteClass {
  /** Signs in, renews tokens, signs out. */
  LOGIN,
  /** Asks the index. */
  SEARCH,
  /** Reads what is known by its id or its address. */
  READ,
  /** Changes something. */
  WRITE,
  /** Bytes of lessons. */
  MEDIA,
  /** Pages and what they are made of. */
  PAGE,
  /** What operators and balancers ask. */
  HEALTH;

  /**
   * Whether answers say how much is left. Answers that caches keep and give to others do not: what
   * is left is left to one caller only.
   */
  public boolean tells() {
    return switch (this) {
      case LOGIN, SEARCH, READ, WRITE -> true;
      case MEDIA, PAGE, HEALTH -> false;
    };
  }

  /** Whether its callers have accounts that can be told apart. */
  boolean ofAccounts() {
    return switch (this) {
      case SEARCH, READ, WRITE -> true;
      case LOGIN, MEDIA, PAGE, HEALTH -> false;
    };
  }
}
