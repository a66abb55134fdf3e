package org.keqiao.store;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which call of the API a version was written by.
 *
 * @param operation its operationId
 * @param address where it came from
 */
public record Origin(String operation, String address) {

  /** The call that is answered now; what is written meanwhile is written by it. */
  public static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  private static final Origin NOBODY = new Origin("", "");

  static Optional<Origin> current() {
    return CURRENT.isBound()
        ? Optional.of(CURRENT.get()).filter(origin -> !origin.equals(NOBODY))
        : Optional.empty();
  }

  /** Does work as the program's own: what it writes names no call and no address. */
  public static <T> T withheld(Supplier<T> work) {
    return ScopedValue.where(CURRENT, NOBODY).call(work::get);
  }

  /** The same function for other threads, which work for the call that is answered now. */
  public static <A, B> Function<A, B> carried(Function<A, B> work) {
    return current()
        .<Function<A, B>>map(
            origin -> given -> ScopedValue.where(CURRENT, origin).call(() -> work.apply(given)))
        .orElse(work);
  }
}
