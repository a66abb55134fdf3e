package org.keqiao.pairing.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jgrapht.alg.flow.mincost.CapacityScalingMinimumCostFlow;
import org.jgrapht.alg.flow.mincost.MinimumCostFlowProblem;
import org.jgrapht.alg.interfaces.MinimumCostFlowAlgorithm.MinimumCostFlow;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.DirectedWeightedMultigraph;

/**
 * Gives as many rural schools as possible a partner, and of all such plans takes one of least cost.
 *
 * <p>The plan is a flow of least cost: one unit from each rural school, over its partner, to a
 * sink; or past all of them, at a price above everything that any change of partners could save.
 * Each further partner of an urban school costs more than the one before. Of the millions of
 * possible pairs few matter: the flow is found over the cheapest pairs of each school, and the
 * prices that it leaves at the schools (its dual) tell which of the other pairs could make it
 * cheaper; these join until there are none, which proves the plan the best of all (column
 * generation).
 */
public final class Matcher {

  private static final int FIRST = 12;
  private static final int MORE = 6;

  private final Matching.Problem problem;
  private final int rural;
  private final int sink;
  private final double alone;
  private final List<Set<Integer>> candidates = new ArrayList<>();

  private Matcher(Matching.Problem problem) {
    this.problem = problem;
    this.rural = problem.costs().size();
    this.sink = rural + problem.urban().size();
    this.alone = (rural + 1.0) * Fit.WORST;
  }

  /** The best plan. */
  public static Matching match(Matching.Problem problem) {
    return problem.costs().isEmpty() ? new Matching(Map.of(), 0) : new Matcher(problem).solve();
  }

  private Matching solve() {
    for (short[] costs : problem.costs()) {
      candidates.add(
          new HashSet<>(cheapest(costs, new double[costs.length], Double.MAX_VALUE, FIRST)));
    }
    Flow flow = new Flow();
    while (join(flow)) {
      flow = new Flow();
    }
    return flow.matching();
  }

  /**
   * The urban schools with room that a rural school could have for less than something, the
   * cheapest ones.
   *
   * @param prices what each of them costs beside the pair itself
   */
  private Set<Integer> cheapest(short[] costs, double[] prices, double below, int most) {
    PriorityQueue<Choice> best =
        new PriorityQueue<>(Comparator.comparingDouble(Choice::cost).reversed());
    for (int school = 0; school < costs.length; school++) {
      double cost = costs[school] + prices[school];
      boolean better = best.size() < most || cost < best.element().cost();
      if (costs[school] >= 0 && cost < below && better && problem.free(school) > 0) {
        best.add(new Choice(school, cost));
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    return best.stream().map(Choice::school).collect(Collectors.toSet());
  }

  private record Choice(int school, double cost) {}

  private record Arc(int from, int to, double cost) {}

  private final class Flow {

    private final DirectedWeightedMultigraph<Integer, DefaultWeightedEdge> graph =
        new DirectedWeightedMultigraph<>(DefaultWeightedEdge.class);
    private final Map<DefaultWeightedEdge, Arc> arcs = new HashMap<>();
    private final MinimumCostFlow<DefaultWeightedEdge> found;
    private final Map<Integer, Double> dual;

    Flow() {
      IntStream.rangeClosed(0, sink).forEach(graph::addVertex);
      for (int school = 0; school < rural; school++) {
        add(school, sink, alone);
        for (int partner : candidates.get(school)) {
          add(school, rural + partner, problem.costs().get(school)[partner]);
        }
      }
      for (int school = rural; school < sink; school++) {
        for (int more = 0; more < problem.free(school - rural); more++) {
          add(school, sink, problem.crowding(school - rural, more));
        }
      }
      var algorithm = new CapacityScalingMinimumCostFlow<Integer, DefaultWeightedEdge>();
      found =
          algorithm.getMinimumCostFlow(
              new MinimumCostFlowProblem.MinimumCostFlowProblemImpl<>(
                  graph, this::supply, edge -> 1, edge -> 0));
      dual = algorithm.getDualSolution();
    }

    private int supply(Integer vertex) {
      return vertex < rural ? 1 : vertex == sink ? -rural : 0;
    }

    private void add(int from, int to, double cost) {
      DefaultWeightedEdge edge = graph.addEdge(from, to);
      graph.setEdgeWeight(edge, cost);
      arcs.put(edge, new Arc(from, to, cost));
    }

    double price(int vertex) {
      return dual.getOrDefault(vertex, 0.0);
    }

    Matching matching() {
      Map<Integer, Integer> partners = new HashMap<>();
      double cost = 0;
      for (Map.Entry<DefaultWeightedEdge, Double> each : found.getFlowMap().entrySet()) {
        Arc arc = arcs.get(each.getKey());
        if (arc == null || each.getValue() < 0.5) {
          continue;
        }
        if (arc.from() < rural && arc.to() != sink) {
          partners.put(arc.from(), arc.to() - rural);
        }
        cost += arc.from() < rural && arc.to() == sink ? 0 : arc.cost();
      }
      return new Matching(partners, Math.round(cost));
    }
  }

  /** Lets pairs join that could make the plan cheaper; whether there were any. */
  private boolean join(Flow flow) {
    double[] prices = IntStream.range(rural, sink).mapToDouble(flow::price).toArray();
    boolean joined = false;
    for (int school = 0; school < rural; school++) {
      short[] costs = problem.costs().get(school);
      joined |= candidates.get(school).addAll(cheapest(costs, prices, flow.price(school), MORE));
    }
    return joined;
  }
}
