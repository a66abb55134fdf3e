package org.keqiao.ledger.count;

import java.time.Instant;

/** Some time that a room was in a lesson, and how the lesson reached it. */
public record Stretch(Instant from, Instant to, Way way) {

  Span span() {
    return new Span(from, to);
  }
}
