package org.keqiao.pairing.plan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keqiao.fault.Violations;
import org.keqiao.pairing.matching.RuralSchool;
import org.keqiao.pairing.matching.Uncovered;
import org.keqiao.pairing.matching.UrbanSchool;

/** Applies the bureau's changes to the pairs of a draft. */
final class Editing {

  private static final int MOST = 1000;

  private final Region region;
  private final Set<String> rural;
  private final Map<String, Planner.Chosen> chosen = new HashMap<>();
  private final Set<String> removed = new HashSet<>();
  private final Violations violations = new Violations();

  Editing(Plan plan, Region region) {
    this.region = region;
    this.rural =
        region.candidates().rural().stream().map(RuralSchool::id).collect(Collectors.toSet());
    plan.pairs().stream()
        .filter(pair -> pair.origin() != Plan.Origin.STANDING)
        .forEach(
            pair ->
                chosen.put(
                    pair.rural(),
                    new Planner.Chosen(pair.urban(), pair.origin() == Plan.Origin.PINNED)));
    plan.uncovered().stream()
        .filter(left -> left.reason() == Uncovered.REMOVED)
        .forEach(left -> removed.add(left.rural()));
  }

  /** Pairs that the bureau wants, of schools that are still there. */
  Map<String, String> pins() {
    Map<String, String> pins = new HashMap<>();
    chosen.forEach(
        (school, partner) -> {
          boolean there = rural.contains(school) && !region.standing().containsKey(school);
          if (partner.pinned() && there && region.candidates().urban(partner.urban()).isPresent()) {
            pins.put(school, partner.urban());
          }
        });
    return pins;
  }

  /**
   * Makes all changes.
   *
   * @throws org.keqiao.fault.FaultException invalid, naming every change that cannot be made
   */
  Plan apply(List<PlanEdit> edits, Planner planner) {
    if (edits.isEmpty()) {
      violations.add("/edits", "missing");
    } else if (edits.size() > MOST) {
      violations.add("/edits", "too-many-items", MOST);
    } else {
      for (int i = 0; i < edits.size(); i++) {
        apply("/edits/" + i, edits.get(i));
      }
    }
    checkCapacity();
    violations.refuse();
    return planner.of(chosen, removed);
  }

  private void apply(String pointer, PlanEdit edit) {
    if (edit.op().isEmpty()) {
      violations.add(pointer + "/op", "missing");
      return;
    }
    Optional<String> school = school(pointer + "/rural", edit.rural());
    if (school.isEmpty()) {
      return;
    }
    switch (edit.op().get()) {
      case PAIR -> pair(pointer, school.get(), edit.urban());
      case REMOVE -> {
        held(pointer, school.get()).ifPresent(any -> chosen.remove(school.get()));
        removed.add(school.get());
      }
      case PIN -> held(pointer, school.get()).ifPresent(urban -> choose(school.get(), urban, true));
      case UNPIN ->
          held(pointer, school.get()).ifPresent(urban -> choose(school.get(), urban, false));
      case SWAP -> swap(pointer, school.get(), edit.other());
    }
  }

  private Optional<String> school(String pointer, Optional<String> id) {
    if (id.isEmpty()) {
      violations.add(pointer, "missing");
    } else if (!rural.contains(id.get())) {
      violations.add(pointer, "school-not-found", id.get());
    } else if (region.standing().containsKey(id.get())) {
      violations.add(pointer, "pair-standing", id.get());
    } else {
      return id;
    }
    return Optional.empty();
  }

  private Optional<String> held(String pointer, String school) {
    Optional<String> urban = Optional.ofNullable(chosen.get(school)).map(Planner.Chosen::urban);
    if (urban.isEmpty()) {
      violations.add(pointer + "/rural", "pair-missing", school);
    }
    return urban;
  }

  private void choose(String school, String urban, boolean pinned) {
    chosen.put(school, new Planner.Chosen(urban, pinned));
    removed.remove(school);
  }

  private void pair(String pointer, String school, Optional<String> urban) {
    if (urban.isEmpty()) {
      violations.add(pointer + "/urban", "missing");
    } else if (region.candidates().urban(urban.get()).isEmpty()) {
      violations.add(pointer + "/urban", "offer-missing", urban.get());
    } else {
      choose(school, urban.get(), true);
    }
  }

  private void swap(String pointer, String school, Optional<String> other) {
    school(pointer + "/other", other)
        .ifPresent(
            second ->
                held(pointer, school)
                    .ifPresent(
                        mine ->
                            held(pointer, second)
                                .ifPresent(
                                    theirs -> {
                                      choose(school, theirs, true);
                                      choose(second, mine, true);
                                    })));
  }

  private void checkCapacity() {
    Map<String, Long> partners =
        Stream.concat(
                region.standing().values().stream(),
                chosen.values().stream().map(Planner.Chosen::urban))
            .collect(Collectors.groupingBy(urban -> urban, Collectors.counting()));
    Set<String> wanted =
        chosen.values().stream()
            .filter(Planner.Chosen::pinned)
            .map(Planner.Chosen::urban)
            .collect(Collectors.toSet());
    for (String urban : wanted) {
      int most = region.candidates().urban(urban).map(UrbanSchool::partners).orElse(0);
      if (partners.getOrDefault(urban, 0L) > most) {
        violations.add("/edits", "partner-full", urban, most);
      }
    }
  }
}
