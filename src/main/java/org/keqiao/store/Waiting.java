package org.keqiao.store;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the work at hand may wait. On an event loop it may not: there it is tried with what is in
 * memory, and given up at the point where it would ask another process for something.
 */
public final class Waiting {

  private static final ScopedValue<Boolean> REFUSED = ScopedValue.newInstance();

  private Waiting() {}

  /** Passes by every handler of exceptions, because nothing is wrong. */
  private static final class Needed extends Error {

    private static final long serialVersionUID = 1;

    private Needed() {
      super("would wait", null, false, false);
    }
  }

  /**
   * Does some work with what is in memory. The work may be done a second time elsewhere, so that it
   * changes nothing before the point where it would wait.
   *
   * @return nothing when it would have had to wait
   */
  public static <R> Optional<R> refusedFor(Supplier<R> work) {
    try {
      return Optional.of(ScopedValue.where(REFUSED, true).call(work::get));
    } catch (Needed elsewhere) {
      return Optional.empty();
    }
  }

  /** Stands before everything that waits for another process. */
  public static void begin() {
    if (REFUSED.isBound()) {
      throw new Needed();
    }
  }
}
