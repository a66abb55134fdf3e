package org.keqiao.ledger.count;

import java.time.Instant;

/** A piece of time, from a moment on and before another one. */
public record Span(Instant from, Instant to) {

  boolean isEmpty() {
    return !from.isBefore(to);
  }

  Span within(Span other) {
    return new Span(
        from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
  }
}
