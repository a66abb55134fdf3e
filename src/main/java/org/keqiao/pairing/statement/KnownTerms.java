package org.keqiao.pairing.statement;

import java.util.Optional;
import org.keqiao.fault.Violations;

/** The words of the taxonomy that needs, offers and agreements are stated in. */
@FunctionalInterface
public interface KnownTerms {

  /**
   * Whether there is such a term.
   *
   * @param facet {@code subject}, {@code grade} or {@code edition}
   */
  boolean has(String facet, String id);

  /** Notes when a term is missing or unknown. */
  default void require(String facet, String pointer, Optional<String> id, Violations violations) {
    if (id.isEmpty()) {
      violations.add(pointer, "missing");
    }
    check(facet, pointer, id, violations);
  }

  /** Notes when a term is unknown. */
  default void check(String facet, String pointer, Optional<String> id, Violations violations) {
    id.filter(term -> !has(facet, term))
        .ifPresent(term -> violations.add(pointer, "unknown-term", term));
  }
}
