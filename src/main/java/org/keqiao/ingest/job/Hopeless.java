package org.keqiao.ingest.job;

/** Work that never can be done: asking again does not help. */
public final class Hopeless extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why. */
  private final String code;

  /**
   * @param code stable, a key of the message bundle
   * @param cause says in its message what was wrong, for the operator
   */
  public Hopeless(String code, Exception cause) {
    super(cause.getMessage(), cause);
    this.code = code;
  }

  /** What the job's record says of it. */
  Job.Failure failure() {
    return new Job.Failure(code, String.valueOf(getMessage()));
  }
}
