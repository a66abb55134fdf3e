package org.keqiao.selection.round;

import java.util.List;
import java.util.Optional;
import org.keqiao.fault.Violations;
import org.keqiao.selection.scoring.Quota;
import org.keqiao.selection.scoring.Rubric;
import org.keqiao.store.Id;

/** What is said of a round; the fields are those of {@link Round} and {@link RoundRules}. */
record RoundDraft(
    Optional<String> id,
    Optional<String> title,
    Optional<Level> level,
    Optional<String> place,
    Optional<String> above,
    Optional<Windows> windows,
    Optional<Boolean> onePerTeacher,
    Optional<Boolean> onePerNode,
    Optional<Boolean> preferUncovered,
    Optional<List<Quota>> quotas,
    Optional<Integer> leastMean,
    Optional<Rubric> rubric) {

  private static final int LONGEST_TITLE = 200;
  private static final int MOST_QUOTAS = 2000;
  private static final int MOST_WINNERS = 100_000;
  private static final int ALL = 100;

  /** Refuses what is null in a list. */
  RoundDraft {
    quotas = quotas.map(List::copyOf);
  }

  static RoundDraft of(String id, Round round) {
    RoundRules rules = round.rules();
    return new RoundDraft(
        Optional.of(id),
        Optional.of(round.title()),
        Optional.of(round.level()),
        round.place(),
        round.above(),
        Optional.of(round.windows()),
        Optional.of(rules.onePerTeacher()),
        Optional.of(rules.onePerNode()),
        Optional.of(rules.preferUncovered()),
        Optional.of(rules.quotas()),
        Optional.of(rules.leastMean()),
        Optional.of(rules.rubric()));
  }

  /** Notes what is wrong with it; whether there is such a place is for others to say. */
  void check(Violations violations) {
    id.filter(text -> !Id.isId(text)).ifPresent(text -> violations.add("/id", "id-form"));
    violations.text("/title", title.orElse(""), 1, LONGEST_TITLE);
    if (level.isEmpty()) {
      violations.add("/level", "missing");
    }
    if (level.filter(Level.NATION::equals).isPresent() == place.isPresent()) {
      violations.add("/place", place.isPresent() ? "cannot-change" : "missing");
    }
    windows.ifPresentOrElse(
        known -> known.check(violations), () -> violations.add("/windows", "missing"));
    List<Quota> limits = quotas.orElse(List.of());
    if (limits.size() > MOST_QUOTAS) {
      violations.add("/quotas", "too-many-items", MOST_QUOTAS);
    }
    for (int i = 0; i < Math.min(limits.size(), MOST_QUOTAS); i++) {
      violations.number(
          "/quotas/%d/most".formatted(i), Optional.of(limits.get(i).most()), 0, MOST_WINNERS);
    }
    violations.number("/leastMean", leastMean, 0, ALL);
    rubric.ifPresent(known -> known.check("/rubric", violations));
  }

  RoundRules rules() {
    return new RoundRules(
        onePerTeacher.orElse(true),
        onePerNode.orElse(true),
        preferUncovered.orElse(true),
        quotas.orElse(List.of()),
        leastMean.orElse(0),
        rubric.orElse(Rubric.USUAL));
  }
}
