package org.keqiao.selection.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Scores become an order and a choice by rules that hold whatever the scores are. */
class ScoringTest {

  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

  private static Map<String, Integer> sheet(Random random) {
    Map<String, Integer> points = new HashMap<>();
    Rubric.USUAL.criteria().forEach(each -> points.put(each.id(), random.nextInt(each.most() + 1)));
    return points;
  }

  private static List<Map<String, Integer>> sheets(Random random, int count) {
    List<Map<String, Integer>> sheets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sheets.add(sheet(random));
    }
    return sheets;
  }

  private static Contender contender(
      String id, Map<String, Integer> sheet, Instant submitted, boolean covered) {
    return new Contender(
        id,
        "math",
        List.of("school", "621121"),
        Tally.of(Rubric.USUAL, List.of(sheet)),
        submitted,
        covered);
  }

  private static List<Contender> contenders(Random random, int count) {
    List<Contender> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Few different points, so that many are tied.
      Map<String, Integer> sheet = new HashMap<>();
      Rubric.USUAL.criteria().forEach(each -> sheet.put(each.id(), 8 + random.nextInt(2)));
      all.add(
          new Contender(
              "e" + i,
              random.nextBoolean() ? "math" : "english",
              List.of("s" + random.nextInt(5), "r" + random.nextInt(3)),
              Tally.of(Rubric.USUAL, List.of(sheet)),
              DAY.plusSeconds(random.nextInt(3)),
              random.nextBoolean()));
    }
    return all;
  }

  @Property(tries = 200)
  void trimmedMean_ofAnySheets_liesBetweenTheLowestAndTheHighest(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int count) {
    List<Map<String, Integer>> sheets = sheets(new Random(seed), count);
    Tally tally = Tally.of(Rubric.USUAL, sheets);
    List<Integer> totals = sheets.stream().map(Rubric.USUAL::total).sorted().toList();
    assertThat(tally.mean()).isBetween(totals.getFirst(), totals.getLast());
    assertThat(tally.spread()).isEqualTo(totals.getLast() - totals.getFirst());
  }

  @Property(tries = 100)
  void trimmedMean_whenOneReviewerIsBeyondAllOthers_doesNotMoveWithHer(@ForAll long seed) {
    Random random = new Random(seed);
    List<Map<String, Integer>> sheets = sheets(random, 4);
    Map<String, Integer> best = new HashMap<>();
    Rubric.USUAL.criteria().forEach(each -> best.put(each.id(), each.most()));
    sheets.add(best);
    List<Integer> totals = sheets.stream().map(Rubric.USUAL::total).sorted().toList();
    double middle = (totals.get(1) + totals.get(2) + totals.get(3)) / 3.0;
    assertThat(Tally.of(Rubric.USUAL, sheets).mean()).isEqualTo((int) Math.round(middle));
  }

  @Property(tries = 100)
  void ranking_ofTheSameEntriesInAnyOrder_isTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Random random = new Random(seed);
    List<Contender> all = contenders(random, count);
    List<Ranking.Ranked> ranking = Ranking.of(all);
    List<Contender> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, random);
    assertThat(Ranking.of(shuffled)).isEqualTo(ranking);
    for (int i = 1; i < ranking.size(); i++) {
      assertThat(ranking.get(i).contender().tally().mean())
          .isLessThanOrEqualTo(ranking.get(i - 1).contender().tally().mean());
    }
  }

  @Property(tries = 100)
  void choice_underAnyQuotas_exceedsNoneAndLeavesNoRoomUnused(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 6) int most) {
    Random random = new Random(seed);
    List<Quota> quotas =
        List.of(
            new Quota(Optional.empty(), Optional.empty(), 3 * most),
            new Quota(Optional.of("r0"), Optional.empty(), most),
            new Quota(Optional.of("s1"), Optional.empty(), 1),
            new Quota(Optional.of("r1"), Optional.of("math"), most));
    List<Choice.Verdict> verdicts =
        Choice.of(Ranking.of(contenders(random, 40)), quotas, 0, random.nextBoolean());
    List<Contender> chosen =
        verdicts.stream()
            .filter(Choice.Verdict::chosen)
            .map(verdict -> verdict.ranked().contender())
            .toList();
    for (Quota quota : quotas) {
      assertThat(chosen.stream().filter(quota::counts).count()).isLessThanOrEqualTo(quota.most());
    }
    verdicts.stream()
        .filter(verdict -> !verdict.chosen())
        .forEach(
            verdict ->
                assertThat(quotas)
                    .anyMatch(
                        quota ->
                            quota.counts(verdict.ranked().contender())
                                && chosen.stream().filter(quota::counts).count() == quota.most()));
  }

  @Test
  void choice_preferringUncoveredNodes_looksAtThemFirst() {
    Map<String, Integer> good = new HashMap<>();
    Map<String, Integer> fair = new HashMap<>();
    Rubric.USUAL.criteria().forEach(each -> good.put(each.id(), 10));
    Rubric.USUAL.criteria().forEach(each -> fair.put(each.id(), 7));
    List<Ranking.Ranked> ranking =
        Ranking.of(
            List.of(contender("covered", good, DAY, true), contender("new", fair, DAY, false)));
    List<Quota> one = List.of(new Quota(Optional.empty(), Optional.empty(), 1));
    assertThat(winner(Choice.of(ranking, one, 0, true))).isEqualTo("new");
    assertThat(winner(Choice.of(ranking, one, 0, false))).isEqualTo("covered");
    assertThat(winner(Choice.of(ranking, one, 8000, true))).isEqualTo("covered");
  }

  private static String winner(List<Choice.Verdict> verdicts) {
    return verdicts.stream()
        .filter(Choice.Verdict::chosen)
        .map(verdict -> verdict.ranked().contender().id())
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Integer> points(int science, int fitness, int form, int timeliness) {
    Map<String, Integer> points = new HashMap<>();
    Rubric.USUAL.criteria().forEach(each -> points.put(each.id(), 5));
    points.put("science", science);
    points.put("fitness", fitness);
    points.put("form", form);
    points.put("timeliness", timeliness);
    return points;
  }

  @Test
  void tie_goesToWhoWinsMoreCriteriaThenToScienceThenToWhoCameFirst() {
    // The same total three times: 25 per cent each for science and fitness, 10 for the others.
    Contender broad = contender("broad", points(4, 6, 6, 4), DAY, false);
    Contender broader = contender("broader", points(5, 5, 5, 5), DAY, false);
    Contender science = contender("science", points(6, 4, 5, 5), DAY, false);
    Contender later = contender("later", points(6, 4, 5, 5), DAY.plusSeconds(1), false);
    List<Ranking.Ranked> two = Ranking.of(List.of(later, science));
    assertThat(two.getFirst().contender().id()).isEqualTo("science");
    assertThat(two.getFirst().rule()).isEqualTo("earlier");
    List<Ranking.Ranked> pair = Ranking.of(List.of(broader, science));
    assertThat(pair.getFirst().contender().id()).isEqualTo("science");
    assertThat(pair.getFirst().rule()).isEqualTo("science");
    List<Ranking.Ranked> wins = Ranking.of(List.of(science, broad));
    assertThat(wins.getFirst().contender().id()).isEqualTo("broad");
    assertThat(wins.getFirst().rule()).isEqualTo("criteria");
  }
}
