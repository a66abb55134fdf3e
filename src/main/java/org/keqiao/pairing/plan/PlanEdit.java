package org.keqiao.pairing.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * A change of a draft.
 *
 * @param op what is changed
 * @param rural id of the rural school
 * @param urban id of the partner that it is to have; of {@link Op#PAIR} only
 * @param other id of the rural school to swap partners with; of {@link Op#SWAP} only
 */
record PlanEdit(
    Optional<Op> op, Optional<String> rural, Optional<String> urban, Optional<String> other) {

  /** What can be changed. */
  enum Op {
    /** Gives a rural school this partner, and pins the pair. */
    @JsonProperty("pair")
    PAIR,
    /** Takes its partner from it. */
    @JsonProperty("remove")
    REMOVE,
    /** Keeps its partner when the plan is made anew. */
    @JsonProperty("pin")
    PIN,
    /** Lets it go when there is a better one. */
    @JsonProperty("unpin")
    UNPIN,
    /** Exchanges the partners of two rural schools, and pins both. */
    @JsonProperty("swap")
    SWAP
  }

  /** Several changes; all are made or none. */
  record Edits(Optional<List<PlanEdit>> edits) {

    /** Refuses what is null in a list. */
    Edits {
      edits = edits.map(List::copyOf);
    }
  }
}
