package org.keqiao.pairing.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.keqiao.pairing.agreement.Terms;
import org.keqiao.pairing.matching.Fit;
import org.keqiao.pairing.matching.RuralSchool;
import org.keqiao.pairing.matching.Share;
import org.keqiao.pairing.matching.Uncovered;
import org.keqiao.pairing.matching.UrbanSchool;
import org.keqiao.pairing.matching.Weights;

/** Makes plans from what is known of a region. */
final class Planner {

  private final String code;
  private final Region region;
  private final Weights weights;

  Planner(String code, Region region, Weights weights) {
    this.code = code;
    this.region = region;
    this.weights = weights;
  }

  /** A partner of a rural school, and whether the bureau wants it. */
  record Chosen(String urban, boolean pinned) {}

  /** The best plan that keeps some pairs. */
  Plan best(Map<String, String> pins) {
    Map<String, String> fixed = new HashMap<>(pins);
    fixed.putAll(region.standing());
    Map<String, Chosen> chosen = new HashMap<>();
    pins.forEach((rural, urban) -> chosen.put(rural, new Chosen(urban, true)));
    region
        .candidates()
        .match(fixed, weights)
        .forEach((rural, urban) -> chosen.put(rural, new Chosen(urban, false)));
    return of(chosen, Set.of());
  }

  /**
   * The plan with these pairs, beside the agreements that there are.
   *
   * @param removed rural schools whose partners somebody took from them
   */
  Plan of(Map<String, Chosen> chosen, Set<String> removed) {
    List<Plan.Pair> pairs = new ArrayList<>();
    List<Plan.Left> left = new ArrayList<>();
    Map<String, List<Plan.Pair>> byPartner = new HashMap<>();
    for (RuralSchool school : region.candidates().rural()) {
      String id = school.id();
      Optional<Plan.Pair> pair =
          Optional.ofNullable(region.standing().get(id))
              .map(urban -> pair(school, urban, Plan.Origin.STANDING, byPartner))
              .or(
                  () ->
                      Optional.ofNullable(chosen.get(id))
                          .map(each -> pair(school, each.urban(), origin(each), byPartner)));
      pair.ifPresentOrElse(
          each -> byPartner.computeIfAbsent(each.urban(), any -> new ArrayList<>()).add(each),
          () -> left.add(new Plan.Left(id, why(school, removed))));
    }
    Map<String, Plan.Pair> shared = new HashMap<>();
    byPartner.forEach((urban, all) -> share(urban, all).forEach(p -> shared.put(p.rural(), p)));
    for (RuralSchool school : region.candidates().rural()) {
      Optional.ofNullable(shared.get(school.id())).ifPresent(pairs::add);
    }
    return new Plan(code, weights, pairs, left, Optional.empty());
  }

  private static Plan.Origin origin(Chosen chosen) {
    return chosen.pinned() ? Plan.Origin.PINNED : Plan.Origin.MATCHED;
  }

  private Uncovered why(RuralSchool school, Set<String> removed) {
    return removed.contains(school.id()) ? Uncovered.REMOVED : region.candidates().why(school);
  }

  private Plan.Pair pair(
      RuralSchool school,
      String urban,
      Plan.Origin origin,
      Map<String, List<Plan.Pair>> byPartner) {
    Optional<UrbanSchool> partner = region.candidates().urban(urban);
    Optional<Fit> fit = partner.flatMap(each -> region.candidates().fit(school, each));
    int taken = byPartner.getOrDefault(urban, List.of()).size();
    int crowding = partner.map(each -> Fit.crowding(taken, each.partners(), weights)).orElse(0);
    return new Plan.Pair(
        school.id(),
        urban,
        origin,
        courses(school, partner),
        fit.map(Fit::hours).orElse(1),
        fit,
        fit.map(each -> each.cost(weights)).orElse(Fit.WORST) + crowding,
        crowding,
        0);
  }

  private static List<Terms.Course> courses(RuralSchool school, Optional<UrbanSchool> partner) {
    return partner.stream()
        .flatMap(school::coursesWith)
        .map(course -> new Terms.Course(course.subject(), course.grade()))
        .toList();
  }

  private Stream<Plan.Pair> share(String urban, List<Plan.Pair> pairs) {
    int hours = region.candidates().urban(urban).map(UrbanSchool::hours).orElse(pairs.size());
    List<Integer> shares = Share.of(hours, pairs.stream().map(Plan.Pair::hours).toList());
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> shared(pairs.get(i), shares.get(i), pairs.size()));
  }

  private static Plan.Pair shared(Plan.Pair pair, int hours, int partners) {
    return new Plan.Pair(
        pair.rural(),
        pair.urban(),
        pair.origin(),
        pair.courses(),
        hours,
        pair.fit(),
        pair.cost(),
        pair.crowding(),
        partners);
  }
}
