package org.keqiao.pairing.matching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The schools of a region, and what is known of their partnerships. */
public final class Candidates {

  private static final short UNFIT = -1;

  private final List<RuralSchool> rural;
  private final List<UrbanSchool> urban;
  private final Set<Partners> known;
  private final Map<String, UrbanSchool> urbanById = new HashMap<>();

  /** Two schools, by their ids. */
  public record Partners(String urban, String rural) {}

  /**
   * @param known who worked together before, to the last day that was agreed on
   */
  public Candidates(List<RuralSchool> rural, List<UrbanSchool> urban, Set<Partners> known) {
    this.rural = List.copyOf(rural);
    this.urban = List.copyOf(urban);
    this.known = Set.copyOf(known);
    urban.forEach(school -> urbanById.put(school.id(), school));
  }

  /** Rural schools, those with a partner too. */
  public List<RuralSchool> rural() {
    return rural;
  }

  /** An urban school that offers something. */
  public Optional<UrbanSchool> urban(String id) {
    return Optional.ofNullable(urbanById.get(id));
  }

  /** How many pairs are thinkable. */
  public long pairs() {
    return (long) rural.size() * urban.size();
  }

  /** How a pair fits; nothing when it does not. */
  public Optional<Fit> fit(RuralSchool school, UrbanSchool partner) {
    return Fit.of(school, partner, known.contains(new Partners(partner.id(), school.id())));
  }

  /**
   * Finds partners for those that have none.
   *
   * @param fixed rural school → its partner, for those that have one
   * @return the same for the others, as far as partners can be found
   */
  public Map<String, String> match(Map<String, String> fixed, Weights weights) {
    List<RuralSchool> seekers =
        rural.stream().filter(school -> !fixed.containsKey(school.id())).toList();
    List<short[]> costs = new ArrayList<>();
    for (RuralSchool school : seekers) {
      short[] row = new short[urban.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = fit(school, urban.get(i)).map(fit -> (short) fit.cost(weights)).orElse(UNFIT);
      }
      costs.add(row);
    }
    Map<String, Integer> partners = new HashMap<>();
    fixed.values().forEach(partner -> partners.merge(partner, 1, Integer::sum));
    int[] taken =
        urban.stream().mapToInt(school -> partners.getOrDefault(school.id(), 0)).toArray();
    Map<String, String> found = new HashMap<>();
    Matcher.match(new Matching.Problem(costs, urban, taken, weights))
        .partners()
        .forEach((school, partner) -> found.put(seekers.get(school).id(), urban.get(partner).id()));
    return found;
  }

  /** Why a rural school that has no partner has none. */
  public Uncovered why(RuralSchool school) {
    if (urban.isEmpty()) {
      return Uncovered.NO_OFFER;
    }
    if (urban.stream().anyMatch(partner -> fit(school, partner).isPresent())) {
      return Uncovered.NO_CAPACITY;
    }
    List<UrbanSchool.Taught> ofSubject =
        urban.stream()
            .flatMap(partner -> partner.taught().stream())
            .filter(course -> school.wishes().stream().anyMatch(course::isSubjectOf))
            .toList();
    if (ofSubject.isEmpty()) {
      return Uncovered.NO_SUBJECT;
    }
    boolean grade =
        ofSubject.stream()
            .anyMatch(
                course ->
                    school.wishes().stream()
                        .anyMatch(wish -> course.isSubjectOf(wish) && course.isGradeOf(wish)));
    return grade ? Uncovered.NO_TIME : Uncovered.NO_GRADE;
  }
}
