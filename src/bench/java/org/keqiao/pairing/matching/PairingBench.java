package org.keqiao.pairing.matching;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** How long a province takes to be planned, and what a greedy plan would come to. */
public final class PairingBench {

  private static final int RURAL = Integer.getInteger("bench.rural", 2000);
  private static final int URBAN = Integer.getInteger("bench.urban", 1000);
  private static final Weights WEIGHTS = new Weights(30, 10, 20, 10, 10, 10, 10);

  private PairingBench() {}

  /** Measures; settings are system properties. */
  public static void main(String[] arguments) {
    System.out.println("| places | plan    | covered | rural | cost a pair | seconds |");
    System.out.println("|--------|---------|--------:|------:|------------:|--------:|");
    for (int most : new int[] {2, 3, 6}) {
      Province province = new Province(42, most);
      Candidates candidates =
          new Candidates(province.rural(RURAL), province.urban(URBAN), Set.of());
      String places =
          Integer.toString(province.urban(URBAN).stream().mapToInt(UrbanSchool::partners).sum());
      line(places, "best", candidates, () -> candidates.match(Map.of(), WEIGHTS));
      line(places, "greedy", candidates, () -> greedy(candidates, province.urban(URBAN)));
    }
  }

  private static void line(
      String places, String plan, Candidates candidates, Supplier<Map<String, String>> work) {
    long begin = System.nanoTime();
    Map<String, String> partners = work.get();
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "| %6s | %-7s | %7d | %5d | %11.1f | %7.2f |%n",
        places,
        plan,
        partners.size(),
        candidates.rural().size(),
        cost(candidates, partners) / (double) partners.size(),
        seconds);
  }

  private static long cost(Candidates candidates, Map<String, String> partners) {
    Map<String, Integer> taken = new HashMap<>();
    long cost = 0;
    for (RuralSchool school : candidates.rural()) {
      String id = partners.get(school.id());
      if (id != null) {
        UrbanSchool partner = candidates.urban(id).orElseThrow();
        cost += candidates.fit(school, partner).orElseThrow().cost(WEIGHTS);
        int before = taken.merge(id, 1, Integer::sum) - 1;
        cost += Fit.crowding(before, partner.partners(), WEIGHTS);
      }
    }
    return cost;
  }

  /** One school after the other takes what is cheapest for it of what is left. */
  private static Map<String, String> greedy(Candidates candidates, List<UrbanSchool> urban) {
    Map<String, String> partners = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (RuralSchool school : candidates.rural()) {
      int least = Integer.MAX_VALUE;
      String best = "";
      for (UrbanSchool partner : urban) {
        int before = taken.getOrDefault(partner.id(), 0);
        int cost =
            before < partner.partners()
                ? candidates
                    .fit(school, partner)
                    .map(
                        fit ->
                            fit.cost(WEIGHTS) + Fit.crowding(before, partner.partners(), WEIGHTS))
                    .orElse(Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
        if (cost < least) {
          least = cost;
          best = partner.id();
        }
      }
      if (!best.isEmpty()) {
        partners.put(school.id(), best);
        taken.merge(best, 1, Integer::sum);
      }
    }
    return partners;
  }
}
