package org.keqiao.courseware;

/** A file that cannot be courseware, and never will: asking again does not help. */
public final class Unusable extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why not. */
  private final String code;

  /**
   * @param code stable, a key of the message bundle
   * @param detail for the operator, in English
   */
  public Unusable(String code, String detail) {
    super(code + ": " + detail);
    this.code = code;
  }

  /** Why not: stable, a key of the message bundle. */
  public String code() {
    return code;
  }
}
