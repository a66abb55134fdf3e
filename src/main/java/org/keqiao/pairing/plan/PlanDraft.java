package org.keqiao.pairing.plan;

import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.pairing.matching.Weights;

/**
 * What a plan is asked for with.
 *
 * @param id the name it is to have; asked for again by the same name, there is still one plan
 * @param region code of the region
 * @param weights beside those of the settings
 */
record PlanDraft(Optional<String> id, Optional<String> region, Optional<WeightsDraft> weights) {

  /** What is said of weights; the fields are those of {@link Weights}. */
  record WeightsDraft(
      Optional<Integer> subject,
      Optional<Integer> edition,
      Optional<Integer> periods,
      Optional<Integer> line,
      Optional<Integer> distance,
      Optional<Integer> balance,
      Optional<Integer> partnership) {

    void check(Violations violations) {
      violations.number("/weights/subject", subject, 0, Weights.MOST);
      violations.number("/weights/edition", edition, 0, Weights.MOST);
      violations.number("/weights/periods", periods, 0, Weights.MOST);
      violations.number("/weights/line", line, 0, Weights.MOST);
      violations.number("/weights/distance", distance, 0, Weights.MOST);
      violations.number("/weights/balance", balance, 0, Weights.MOST);
      violations.number("/weights/partnership", partnership, 0, Weights.MOST);
    }

    Weights over(Weights usual) {
      return new Weights(
          subject.orElse(usual.subject()),
          edition.orElse(usual.edition()),
          periods.orElse(usual.periods()),
          line.orElse(usual.line()),
          distance.orElse(usual.distance()),
          balance.orElse(usual.balance()),
          partnership.orElse(usual.partnership()));
    }
  }
}
