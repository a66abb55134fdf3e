package org.keqiao.selection.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Nobody scores what she must not, and nobody has more to do than she must. */
class AssignmentTest {

  private static List<Reviewer> reviewers(Random random, int count, int schools) {
    List<Reviewer> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new Reviewer(
              "a" + i,
              Optional.of("s" + random.nextInt(schools)),
              random.nextInt(4) == 0 ? List.of() : List.of("subject" + random.nextInt(3)),
              random.nextBoolean() ? Optional.empty() : Optional.of("primary")));
    }
    return all;
  }

  private static List<Work> works(Random random, int count, int schools) {
    List<Work> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> barred = random.nextInt(5) == 0 ? List.of("a" + random.nextInt(10)) : List.of();
      all.add(
          new Work(
              "w" + i,
              "subject" + random.nextInt(3),
              random.nextInt(4) == 0 ? "junior" : "primary",
              "s" + random.nextInt(schools),
              3,
              barred));
    }
    return all;
  }

  private static Map<String, Integer> loads(Map<String, List<String>> assignment) {
    Map<String, Integer> loads = new HashMap<>();
    assignment.values().forEach(all -> all.forEach(each -> loads.merge(each, 1, Integer::sum)));
    return loads;
  }

  @Property(tries = 60)
  void assignment_ofAnyWork_givesEachTheReviewersThatItCanHaveAndNoOther(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int count) {
    Random random = new Random(seed);
    List<Reviewer> reviewers = reviewers(random, 1 + random.nextInt(20), 6);
    List<Work> works = works(random, count, 6);
    Map<String, List<String>> assignment = Assignment.of(works, reviewers, Map.of());
    for (Work work : works) {
      List<String> given = assignment.getOrDefault(work.id(), List.of());
      List<String> suited =
          reviewers.stream().filter(each -> each.suits(work)).map(Reviewer::account).toList();
      assertThat(suited).containsAll(given);
      assertThat(new HashSet<>(given)).hasSameSizeAs(given);
      assertThat(given).hasSize(Math.min(work.seats(), suited.size()));
    }
  }

  /** No single piece could go from somebody to whom it suits as well and who has two less. */
  @Property(tries = 60)
  void assignment_ofAnyWork_cannotBeMadeMoreEvenByHandingAPieceOn(@ForAll long seed) {
    Random random = new Random(seed);
    List<Reviewer> reviewers = reviewers(random, 12, 6);
    List<Work> works = works(random, 30, 6);
    Map<String, List<String>> assignment = Assignment.of(works, reviewers, Map.of());
    Map<String, Integer> loads = loads(assignment);
    for (Work work : works) {
      List<String> given = assignment.getOrDefault(work.id(), List.of());
      for (Reviewer other : reviewers) {
        if (other.suits(work) && !given.contains(other.account())) {
          given.forEach(
              each ->
                  assertThat(loads.getOrDefault(each, 0))
                      .isLessThanOrEqualTo(loads.getOrDefault(other.account(), 0) + 1));
        }
      }
    }
  }

  @Property(tries = 30)
  void loads_whereEverybodySuitsEverything_differByOneAtMost(
      @ForAll @IntRange(min = 3, max = 15) int people,
      @ForAll @IntRange(min = 0, max = 50) int count) {
    List<Reviewer> reviewers = new ArrayList<>();
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      reviewers.add(new Reviewer("a" + i, Optional.empty(), List.of(), Optional.empty()));
    }
    for (int i = 0; i < count; i++) {
      works.add(new Work("w" + i, "math", "primary", "s", 3, List.of()));
    }
    Map<String, Integer> loads = loads(Assignment.of(works, reviewers, Map.of()));
    List<Integer> all =
        reviewers.stream().map(each -> loads.getOrDefault(each.account(), 0)).sorted().toList();
    assertThat(all.getLast() - all.getFirst()).isLessThanOrEqualTo(1);
  }

  @Test
  void assignment_whereTheGreedyWayIsUneven_handsWorkOnAlongAChain() {
    Reviewer both = new Reviewer("a", Optional.empty(), List.of("x", "y"), Optional.empty());
    Reviewer one = new Reviewer("b", Optional.empty(), List.of("x"), Optional.empty());
    Reviewer other = new Reviewer("c", Optional.empty(), List.of("y", "z"), Optional.empty());
    List<Work> works = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      works.add(new Work("z" + i, "z", "primary", "s", 1, List.of()));
      works.add(new Work("y" + i, "y", "primary", "s", 1, List.of()));
      works.add(new Work("x" + i, "x", "primary", "s", 1, List.of()));
    }
    Map<String, Integer> loads = loads(Assignment.of(works, List.of(both, one, other), Map.of()));
    assertThat(loads).isEqualTo(Map.of("a", 4, "b", 4, "c", 4));
  }
}
