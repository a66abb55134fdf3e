package org.keqiao.http;

import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How far a permission goes for one caller.
 *
 * @param everywhere whether it holds for every record
 * @param own whether it holds for what she made or asked for herself
 * @param nodes ids of schools and regions: it holds for what lies in them or below them
 */
public record Reach(boolean everywhere, boolean own, Set<String> nodes) {

  /** Nothing at all. */
  public static final Reach NOTHING = new Reach(false, false, Set.of());

  /** Every record. */
  public static final Reach EVERYWHERE = new Reach(true, true, Set.of());

  /** What the caller made or asked for herself. */
  public static final Reach OWN = new Reach(false, true, Set.of());

  /** Keeps its nodes from changing. */
  public Reach {
    nodes = Set.copyOf(nodes);
  }

  /** What lies in or below a school or region, and what is the caller's own. */
  public static Reach below(String node) {
    return new Reach(false, true, Set.of(node));
  }

  /** The nodes that a list is limited to; absent when it is not. */
  public Optional<Set<String>> within() {
    return everywhere ? Optional.empty() : Optional.of(nodes);
  }

  /** Whether it goes nowhere. */
  public boolean isNothing() {
    return !everywhere && !own && nodes.isEmpty();
  }

  /** What either of both covers. */
  public Reach and(Reach other) {
    Set<String> both = new HashSet<>(nodes);
    both.addAll(other.nodes);
    return new Reach(everywhere || other.everywhere, own || other.own, both);
  }

  /** Whether it covers a record of this place, for this account. */
  boolean covers(String account, Place place) {
    return everywhere
        || (own && place.accounts().contains(account))
        || !Collections.disjoint(nodes, place.nodes());
  }
}
