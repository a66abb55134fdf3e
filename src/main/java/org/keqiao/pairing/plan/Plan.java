package org.keqiao.pairing.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.pairing.matching.Fit;
import org.keqiao.pairing.matching.Uncovered;
import org.keqiao.pairing.matching.Weights;

/**
 * Who is to be paired with whom in a region.
 *
 * @param region code of the region
 * @param weights that its costs are counted by
 * @param pairs in the order of the rural schools
 * @param uncovered rural schools without a partner
 * @param term the days of the agreements that it was issued as; absent while it is a draft
 */
public record Plan(
    String region, Weights weights, List<Pair> pairs, List<Left> uncovered, Optional<Term> term) {

  /** Keeps its lists from changing. */
  public Plan {
    pairs = List.copyOf(pairs);
    uncovered = List.copyOf(uncovered);
  }

  /** First and last day of agreements. */
  public record Term(LocalDate from, LocalDate to) {}

  /** A rural school without a partner. */
  public record Left(String rural, Uncovered reason) {}

  /** How a pair came about. */
  public enum Origin {
    /** It was found to be the best. */
    @JsonProperty("matched")
    MATCHED,
    /** The bureau wants it. */
    @JsonProperty("pinned")
    PINNED,
    /** There is an agreement already. */
    @JsonProperty("standing")
    STANDING
  }

  /**
   * Two schools.
   *
   * @param rural id of the rural school
   * @param urban id of its partner
   * @param courses what the one needs and the other teaches
   * @param hours lessons a week that the partner can promise beside its other pairs
   * @param fit how they fit; absent when they do not, or when the partner offers nothing here
   * @param cost of the pair, with {@code crowding}
   * @param crowding what the pairs that the partner has beside it add to the cost
   * @param partners how many pairs the partner has in this plan
   */
  public record Pair(
      String rural,
      String urban,
      Origin origin,
      List<Terms.Course> courses,
      int hours,
      Optional<Fit> fit,
      int cost,
      int crowding,
      int partners) {

    /** Keeps its list from changing. */
    public Pair {
      courses = List.copyOf(courses);
    }
  }

  /** {@code draft} or {@code issued}. */
  String state() {
    return term.isPresent() ? "issued" : "draft";
  }

  Plan issued(Term days) {
    return new Plan(region, weights, pairs, uncovered, Optional.of(days));
  }

  /** Cost of all pairs together. */
  long cost() {
    return pairs.stream().mapToLong(Pair::cost).sum();
  }
}
