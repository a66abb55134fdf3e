package org.keqiao.selection.assignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives each piece of work its reviewers. First whoever suits and has least to do; then work is
 * handed on along chains from who has more to who has at least two pieces less, until there is no
 * such chain. A semi-matching without such a chain is an optimal one (Harvey, Ladner, Lovász and
 * Tamir, "Semi-matchings for bipartite graphs and load balancing", 2006): where anybody suits
 * anything no two loads differ by more than 1.
 */
public final class Assignment {

  private static final int NOBODY = -1;

  private final List<Reviewer> reviewers;
  private final List<Work> works;
  private final int[] loads;
  private final List<int[]> suited = new ArrayList<>();
  private final List<List<Integer>> given = new ArrayList<>();

  private Assignment(List<Work> works, List<Reviewer> reviewers, Map<String, Integer> loads) {
    this.works = works.stream().sorted(Comparator.comparing(Work::id)).toList();
    this.reviewers = reviewers.stream().sorted(Comparator.comparing(Reviewer::account)).toList();
    this.loads =
        this.reviewers.stream().mapToInt(each -> loads.getOrDefault(each.account(), 0)).toArray();
    for (Work work : this.works) {
      suited.add(suited(work));
      given.add(new ArrayList<>());
    }
  }

  /**
   * Accounts by the id of the work. Work for which too few suit gets fewer than it needs.
   *
   * @param loads how much each account has to do already
   */
  public static Map<String, List<String>> of(
      List<Work> works, List<Reviewer> reviewers, Map<String, Integer> loads) {
    Assignment assignment = new Assignment(works, reviewers, loads);
    assignment.give();
    assignment.balance();
    return assignment.result();
  }

  private int[] suited(Work work) {
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < reviewers.size(); i++) {
      if (reviewers.get(i).suits(work)) {
        all.add(i);
      }
    }
    return all.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whoever has fewest to choose from chooses first. */
  private void give() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < works.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt(work -> suited.get(work).length));
    for (int work : order) {
      for (int seat = 0; seat < works.get(work).seats(); seat++) {
        int least = leastLoaded(work);
        if (least == NOBODY) {
          break;
        }
        given.get(work).add(least);
        loads[least]++;
      }
    }
  }

  private int leastLoaded(int work) {
    int least = NOBODY;
    for (int reviewer : suited.get(work)) {
      if (!given.get(work).contains(reviewer)
          && (least == NOBODY || loads[reviewer] < loads[least])) {
        least = reviewer;
      }
    }
    return least;
  }

  private void balance() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (int reviewer = 0; reviewer < loads.length; reviewer++) {
        while (relieve(reviewer)) {
          moved = true;
        }
      }
    }
  }

  private record Handover(int work, int from) {}

  /** Hands one piece on from a reviewer along the shortest chain to one with two less or fewer. */
  private boolean relieve(int heavy) {
    Map<Integer, Handover> reached = new HashMap<>();
    List<Integer> queue = new ArrayList<>(List.of(heavy));
    for (int next = 0; next < queue.size(); next++) {
      int from = queue.get(next);
      for (int work = 0; work < given.size(); work++) {
        if (!given.get(work).contains(from)) {
          continue;
        }
        for (int to : suited.get(work)) {
          if (to == heavy || reached.containsKey(to) || given.get(work).contains(to)) {
            continue;
          }
          reached.put(to, new Handover(work, from));
          if (loads[to] <= loads[heavy] - 2) {
            handOver(heavy, to, reached);
            return true;
          }
          queue.add(to);
        }
      }
    }
    return false;
  }

  private void handOver(int heavy, int light, Map<Integer, Handover> reached) {
    int to = light;
    while (to != heavy) {
      Handover step = reached.get(to);
      given.get(step.work()).remove(Integer.valueOf(step.from()));
      given.get(step.work()).add(to);
      to = step.from();
    }
    loads[heavy]--;
    loads[light]++;
  }

  private Map<String, List<String>> result() {
    Map<String, List<String>> result = new TreeMap<>();
    for (int i = 0; i < works.size(); i++) {
      result.put(
          works.get(i).id(),
          given.get(i).stream().sorted().map(each -> reviewers.get(each).account()).toList());
    }
    return result;
  }
}
