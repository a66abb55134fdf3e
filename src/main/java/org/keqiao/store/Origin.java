package org.keqiao.store;

import java.util.Optional;
import java.util.function.Function;

/**
 * Which call of the API a version was written by.
 *
 * @param operation its operationId
 * @param address where it came from
 */
public record Origin(String operation, String address) {

  /** The call that is answered now; what is written meanwhile is written by it. */
  public static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  static Optional<Origin> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** The same function for other threads, which work for the call that is answered now. */
  public static <A, B> Function<A, B> carried(Function<A, B> work) {
    return current()
        .<Function<A, B>>map(
            origin -> given -> ScopedValue.where(CURRENT, origin).call(() -> work.apply(given)))
        .orElse(work);
  }
}
