package org.keqiao.ledger.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A set of moments, as spans that neither meet nor overlap, in order: whoever was there twice at
 * once was there once, and the order in which it was noted does not matter.
 */
record Times(List<Span> spans) {

  static Times of(Collection<Span> any) {
    List<Span> sorted =
        any.stream()
            .filter(span -> !span.isEmpty())
            .sorted(Comparator.comparing(Span::from).thenComparing(Span::to))
            .toList();
    List<Span> apart = new ArrayList<>();
    for (Span next : sorted) {
      if (apart.isEmpty() || apart.getLast().to().isBefore(next.from())) {
        apart.add(next);
      } else if (apart.getLast().to().isBefore(next.to())) {
        apart.add(new Span(apart.removeLast().from(), next.to()));
      }
    }
    return new Times(List.copyOf(apart));
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  Times and(Times other) {
    return of(Stream.concat(spans.stream(), other.spans.stream()).toList());
  }

  /** The moments that are in both. */
  Times alsoIn(Times other) {
    return of(
        spans.stream()
            .flatMap(span -> other.spans.stream().map(span::within))
            .filter(span -> !span.isEmpty())
            .toList());
  }

  /** The moments that are not in the other. */
  Times without(Times other) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      Instant from = span.from();
      for (Span taken : other.alsoIn(new Times(List.of(span))).spans) {
        left.add(new Span(from, taken.from()));
        from = taken.to();
      }
      left.add(new Span(from, span.to()));
    }
    return of(left);
  }

  /** How long it is altogether. */
  Duration length() {
    return spans.stream()
        .map(span -> Duration.between(span.from(), span.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** From its first moment to its last. */
  Optional<Span> whole() {
    return isEmpty()
        ? Optional.empty()
        : Optional.of(new Span(spans.getFirst().from(), spans.getLast().to()));
  }
}
