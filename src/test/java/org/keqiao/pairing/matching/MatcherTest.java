package org.keqiao.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jgrapht.alg.flow.DinicMFImpl;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleDirectedWeightedGraph;
import org.jgrapht.graph.SimpleWeightedGraph;

/** Nobody could cover more schools, nor as many for less. */
class MatcherTest {

  private static final Weights WEIGHTS = new Weights(30, 10, 20, 10, 10, 10, 10);

  private static UrbanSchool urban(int number, int partners) {
    return new UrbanSchool("u" + number, List.of(), 1000, partners, partners, List.of());
  }

  /** Schools with random costs; about {@code fitting} per cent of the pairs fit. */
  private static Matching.Problem random(
      long seed, int rural, int urban, int partners, int fitting) {
    Random random = new Random(seed);
    List<short[]> costs = new ArrayList<>();
    for (int i = 0; i < rural; i++) {
      short[] row = new short[urban];
      for (int j = 0; j < urban; j++) {
        row[j] = (short) (random.nextInt(100) < fitting ? random.nextInt(9000) : -1);
      }
      costs.add(row);
    }
    List<UrbanSchool> schools =
        IntStream.range(0, urban).mapToObj(i -> urban(i, random.nextInt(partners + 1))).toList();
    int[] taken =
        schools.stream()
            .mapToInt(school -> random.nextInt(Math.max(1, school.partners())) / 2)
            .toArray();
    return new Matching.Problem(costs, schools, taken, WEIGHTS);
  }

  private static void assertLawful(Matching.Problem problem, Matching found) {
    Map<Integer, Integer> partners = new HashMap<>();
    long cost = 0;
    for (Map.Entry<Integer, Integer> pair : found.partners().entrySet()) {
      int urban = pair.getValue();
      short price = problem.costs().get(pair.getKey())[urban];
      assertThat(price).isNotNegative();
      cost += price + problem.crowding(urban, partners.merge(urban, 1, Integer::sum) - 1);
    }
    partners.forEach((urban, count) -> assertThat(count).isLessThanOrEqualTo(problem.free(urban)));
    assertThat(found.cost()).isEqualTo(cost);
  }

  private static long maximumFlow(Matching.Problem problem) {
    SimpleDirectedWeightedGraph<String, DefaultWeightedEdge> graph =
        new SimpleDirectedWeightedGraph<>(DefaultWeightedEdge.class);
    graph.addVertex("source");
    graph.addVertex("sink");
    for (int j = 0; j < problem.urban().size(); j++) {
      graph.addVertex("u" + j);
      graph.setEdgeWeight(graph.addEdge("u" + j, "sink"), problem.free(j));
    }
    for (int i = 0; i < problem.costs().size(); i++) {
      graph.addVertex("r" + i);
      graph.setEdgeWeight(graph.addEdge("source", "r" + i), 1);
      for (int j = 0; j < problem.urban().size(); j++) {
        if (problem.costs().get(i)[j] >= 0) {
          graph.setEdgeWeight(graph.addEdge("r" + i, "u" + j), 1);
        }
      }
    }
    return Math.round(new DinicMFImpl<>(graph).getMaximumFlowValue("source", "sink"));
  }

  @Property(tries = 150)
  void coverage_ofRandomSchools_isTheMaximumFlow(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 80) int rural,
      @ForAll @IntRange(min = 1, max = 60) int urban,
      @ForAll @IntRange(min = 1, max = 4) int partners,
      @ForAll @IntRange(min = 1, max = 100) int fitting) {
    Matching.Problem problem = random(seed, rural, urban, partners, fitting);
    Matching found = Matcher.match(problem);
    assertLawful(problem, found);
    assertThat((long) found.partners().size()).isEqualTo(maximumFlow(problem));
  }

  /** The best of all ways to give the schools from {@code school} on a partner. */
  private static Best bruteForce(Matching.Problem problem, int school, int[] given) {
    if (school == problem.costs().size()) {
      return new Best(0, 0);
    }
    Best best = bruteForce(problem, school + 1, given);
    for (int j = 0; j < given.length; j++) {
      short price = problem.costs().get(school)[j];
      if (price >= 0 && given[j] < problem.free(j)) {
        int crowding = problem.crowding(j, given[j]);
        given[j]++;
        best = best.or(bruteForce(problem, school + 1, given).plus(price + crowding));
        given[j]--;
      }
    }
    return best;
  }

  private record Best(int covered, long cost) {

    Best plus(long more) {
      return new Best(covered + 1, cost + more);
    }

    Best or(Best other) {
      boolean better = other.covered > covered || (other.covered == covered && other.cost < cost);
      return better ? other : this;
    }
  }

  @Property(tries = 200)
  void cost_ofFewSchools_isTheLeastOfAllPlans(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 6) int rural,
      @ForAll @IntRange(min = 1, max = 4) int urban,
      @ForAll @IntRange(min = 30, max = 100) int fitting) {
    Matching.Problem problem = random(seed, rural, urban, 3, fitting);
    Matching found = Matcher.match(problem);
    assertThat(new Best(found.partners().size(), found.cost()))
        .isEqualTo(bruteForce(problem, 0, new int[urban]));
  }

  /** Every place at an urban school is a seat; schools may also stay alone, at a high price. */
  private static double hungarian(Matching.Problem problem, double alone) {
    SimpleWeightedGraph<String, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    List<String> schools = new ArrayList<>();
    List<String> seats = new ArrayList<>();
    Map<String, int[]> seatOf = new HashMap<>();
    for (int j = 0; j < problem.urban().size(); j++) {
      for (int k = 0; k < problem.free(j); k++) {
        seats.add("u" + j + "." + k);
        seatOf.put("u" + j + "." + k, new int[] {j, k});
      }
    }
    for (int i = 0; i < problem.costs().size(); i++) {
      schools.add("r" + i);
      seats.add("alone" + i);
    }
    for (int i = schools.size(); i < seats.size(); i++) {
      schools.add("nobody" + i);
    }
    schools.forEach(graph::addVertex);
    seats.forEach(graph::addVertex);
    for (int i = 0; i < schools.size(); i++) {
      for (String seat : seats) {
        DefaultWeightedEdge edge = graph.addEdge(schools.get(i), seat);
        graph.setEdgeWeight(edge, weight(problem, i, Optional.ofNullable(seatOf.get(seat)), alone));
      }
    }
    return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(
            graph, new HashSet<>(schools), new HashSet<>(seats))
        .getMatching()
        .getWeight();
  }

  private static double weight(
      Matching.Problem problem, int school, Optional<int[]> seat, double alone) {
    if (school >= problem.costs().size()) {
      return 0;
    }
    return seat.map(
            place -> {
              short price = problem.costs().get(school)[place[0]];
              return price < 0 ? 2 * alone : price + problem.crowding(place[0], place[1]);
            })
        .orElse(alone);
  }

  @Property(tries = 25)
  void cost_ofMoreSchoolsThanTheFirstChoices_isThatOfTheHungarianMethod(
      @ForAll long seed,
      @ForAll @IntRange(min = 20, max = 60) int rural,
      @ForAll @IntRange(min = 25, max = 50) int urban,
      @ForAll @IntRange(min = 5, max = 100) int fitting) {
    Matching.Problem problem = random(seed, rural, urban, 2, fitting);
    double alone = 100_000_000;
    Matching found = Matcher.match(problem);
    double expected = hungarian(problem, alone);
    assertThat(found.cost() + alone * (rural - found.partners().size())).isEqualTo(expected);
  }
}
